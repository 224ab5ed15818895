import { InputError } from "@definable/spec";

/** Makes text of bytes. Throws `INVALID_INPUT` for bytes that are none. */
export function decodeText(bytes: Uint8Array, filename: string): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    // Fatal: a character put in place of a broken one would change what the file says. The first mark is taken away.
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(
      "INVALID_INPUT",
      `"${filename}" is not valid ${encoding.toUpperCase()}. Save it as UTF-8 and send it again.`,
      { cause },
    );
  }
  if (!text.includes("\0")) return text;
  throw new InputError("INVALID_INPUT", `"${filename}" holds NUL characters: it is not text, whatever its name says.`);
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}
