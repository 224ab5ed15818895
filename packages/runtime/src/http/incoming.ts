import { countedBytes } from "./body/counted-bytes.ts";

/**
 * A request on its way in: from a `Request`, or from a socket that makes a `Request` only when somebody wants one,
 * because making it costs more than all the rest of a short answer.
 */
export interface Incoming {
  readonly method: string;
  /** The Host header, or what stands for it. */
  readonly host: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  /** Aborts when the client has left. Made when first read. */
  readonly signal: AbortSignal;
  header(name: string): string | null;
  /** The whole body, once. Throws `BODY_TOO_LARGE`. */
  bytes(): Uint8Array | Promise<Uint8Array>;
  /** The same as a `Request`, whose body nobody has read yet. */
  request(): Request;
}

/** A `Request` of any server on its way in. */
export function incomingOf(request: Request): Incoming {
  const url = new URL(request.url);
  return {
    method: request.method,
    host: request.headers.get("host") ?? url.host,
    pathname: url.pathname,
    query: url.searchParams,
    signal: request.signal,
    header: (name) => request.headers.get(name),
    bytes: () => countedBytes(request),
    request: () => request,
  };
}
