import { InputError } from "@definable/spec";
import { MAX_BODY_BYTES } from "../limits.ts";

/** The whole body. Throws `BODY_TOO_LARGE` as soon as it is known, without reading the rest. */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const length = request.headers.get("content-length");
  if (length === null) return countedBytes(request);
  if (Number(length) > MAX_BODY_BYTES) throw tooLarge();
  // Reading at once is several times faster than counting pieces; the length was kept to by whoever framed the body.
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BODY_BYTES) throw tooLarge();
  return bytes;
}

async function countedBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

/** The error for a body over the limit, also for the socket that counts by itself. */
export function tooLarge(): InputError {
  return new InputError(
    "BODY_TOO_LARGE",
    `The body is larger than ${MAX_BODY_BYTES} bytes. Send large files as https URLs.`,
  );
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
