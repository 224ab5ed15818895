import { InputError } from "@definable/spec";

/** How a file is fetched. */
export interface FetchBounds {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/** Fetches a file; undefined when it is too long, of which no more is read. A redirect is refused: it may lead anywhere. */
export async function fetchFile(url: URL, { signal, maxBytes }: FetchBounds): Promise<Uint8Array | undefined> {
  const response = await fetch(url, { signal, redirect: "manual" });
  if (!response.ok) {
    await response.body?.cancel();
    throw new InputError("INVALID_INPUT", `The server of ${url.host} answered ${response.status} for the file.`);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (value === undefined || done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader?.cancel();
      return undefined;
    }
    pieces.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
