import type { IncomingMessage, ServerResponse } from "node:http";
import { InputError } from "@definable/spec";
import type { FastifyRequest } from "fastify";
import { hostName } from "../caller/host.ts";
import type { Incoming } from "../incoming.ts";

/** Paths that mean the same to a URL parser: nothing to decode, no dots to resolve, no query. */
const PLAIN = /^\/[\w/-]*$/;

const NO_BYTES = new Uint8Array(0);
const NO_QUERY = new URLSearchParams();

/** What fastify received, on its way in. What costs something and is seldom asked for is made when it is asked for. */
export class SocketRequest implements Incoming {
  readonly method: string;
  readonly host: string;
  readonly pathname: string;
  readonly #raw: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #body: Uint8Array | undefined;
  readonly #url: URL | undefined;
  #gone: AbortController | undefined;

  /** Throws `BAD_REQUEST` and `METHOD_NOT_ALLOWED` for what no handler should see. */
  constructor({ method, raw, body }: FastifyRequest, response: ServerResponse) {
    const target = raw.url ?? "/";
    // Anything else is a proxy's form of request, whose own host would go around the check of the Host header.
    if (!target.startsWith("/")) throw new InputError("BAD_REQUEST", "The request's target must begin with a slash.");
    if (method === "TRACE") throw new InputError("METHOD_NOT_ALLOWED", "TRACE is not answered.");
    this.method = method;
    this.host = raw.headers.host ?? "";
    this.#url = PLAIN.test(target) ? undefined : urlOf(this.host, target);
    this.pathname = this.#url?.pathname ?? target;
    this.#raw = raw;
    this.#response = response;
    this.#body = body instanceof Uint8Array ? body : undefined;
  }

  get query(): URLSearchParams {
    return this.#url?.searchParams ?? NO_QUERY;
  }

  /** Aborts when the client leaves before the answer is out. */
  get signal(): AbortSignal {
    if (this.#gone === undefined) {
      const gone = new AbortController();
      this.#response.once("close", () => {
        if (!this.#response.writableFinished) gone.abort();
      });
      this.#gone = gone;
    }
    return this.#gone.signal;
  }

  header(name: string): string | null {
    const value = this.#raw.headers[name];
    return value === undefined ? null : String(value);
  }

  bytes(): Uint8Array {
    return this.#body ?? NO_BYTES;
  }

  request(): Request {
    return new Request(this.#url ?? urlOf(this.host, this.pathname), {
      method: this.method,
      headers: headersOf(this.#raw.rawHeaders),
      signal: this.signal,
      ...(this.#body === undefined ? {} : { body: new Uint8Array(this.#body) }),
    });
  }
}

function urlOf(host: string, target: string): URL {
  // What is no host is refused later, in words; until then the request only needs some address.
  const isHost = hostName(host) !== undefined && URL.canParse(`http://${host}`);
  return new URL(`http://${isHost ? host : "nameless"}${target}`);
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  return headers;
}
