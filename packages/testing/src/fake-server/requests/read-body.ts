import type { IncomingMessage } from "node:http";
import type { JsonValue } from "@definable/spec";

/** A body: parsed, empty, not JSON, or too large to look at. */
export type ReadBody =
  | { readonly kind: "json"; readonly value: JsonValue }
  | { readonly kind: "empty" | "malformed" | "too-large" };

/** Reads a whole body. Rejects when the client goes away in the middle. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> = request;
  for await (const part of stream) {
    size += part.byteLength;
    // What is too large is still read, for a client that only listens once it has said everything.
    if (size <= maxBytes) parts.push(part);
  }
  if (size > maxBytes) return { kind: "too-large" };
  if (size === 0) return { kind: "empty" };
  try {
    const value: JsonValue = JSON.parse(Buffer.concat(parts).toString("utf8"));
    return { kind: "json", value };
  } catch {
    return { kind: "malformed" };
  }
}
