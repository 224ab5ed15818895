import { InputError } from "@definable/spec";
import { MAX_BODY_BYTES } from "../limits.ts";

/** The whole body of a request. Throws `BODY_TOO_LARGE` as soon as it is known, without reading the rest. */
export async function countedBytes({ body, headers }: Request): Promise<Uint8Array> {
  if (Number(headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

/** The error for a body over the limit, also for the socket, which counts by itself. */
export function tooLarge(): InputError {
  return new InputError(
    "BODY_TOO_LARGE",
    `The body is larger than ${MAX_BODY_BYTES} bytes. Send large files as https URLs.`,
  );
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
