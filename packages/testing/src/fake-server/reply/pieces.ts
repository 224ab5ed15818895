const DEFAULT_SIZE = 12;

/** The deltas of a text: a list is taken as it is, a string is cut every `size` characters, never within one. */
export function pieces(text: string | readonly string[] | undefined, size: number = DEFAULT_SIZE): readonly string[] {
  if (text === undefined) return [];
  if (typeof text !== "string") return text;
  const cut: string[] = [];
  let at = 0;
  while (at < text.length) {
    let end = Math.min(at + size, text.length);
    // A lone surrogate would turn into a replacement character on the wire.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    cut.push(text.slice(at, end));
    at = end;
  }
  return cut;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
