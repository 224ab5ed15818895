import type { RawStep } from "./step.ts";

/** An answer that is given byte by byte. */
export interface RawOptions {
  /** Default 200. */
  readonly status?: number | undefined;
  /** Sent with the answer as they are. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A list is sent in as many writes. Default: empty. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /** Wait before the headers, in milliseconds. Default 0. */
  readonly delayMs?: number | undefined;
}

/** A step that answers with exactly these bytes: the error page of a proxy, an empty body, events that are not JSON. */
export function raw(options: RawOptions = {}): RawStep {
  const { body = [] } = options;
  const parts = typeof body === "string" || body instanceof Uint8Array ? [body] : body;
  const encoder = new TextEncoder();
  return {
    kind: "raw",
    status: options.status ?? 200,
    headers: options.headers ?? {},
    body: parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part)),
    delayMs: options.delayMs ?? 0,
  };
}
