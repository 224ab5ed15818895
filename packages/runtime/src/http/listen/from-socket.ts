import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { InputError } from "@definable/spec";
import type { FastifyRequest } from "fastify";
import { hostName } from "../caller/host.ts";
import type { Incoming } from "../incoming.ts";

/** What fastify received, on its way in. The signal aborts when the client leaves before the answer is out. */
export function fromSocket({ method, raw, body }: FastifyRequest, response: ServerResponse): Incoming {
  const path = raw.url ?? "/";
  // Anything else is a proxy's form of request, whose own host would go around the check of the Host header.
  if (!path.startsWith("/")) throw new InputError("BAD_REQUEST", "The request's target must begin with a slash.");
  if (method === "TRACE") throw new InputError("METHOD_NOT_ALLOWED", "TRACE is not answered.");
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const { host = "" } = raw.headers;
  const bytes = Buffer.isBuffer(body) ? body : undefined;
  // What is no host is refused later, in words; until then the request only needs some address.
  const isHost = hostName(host) !== undefined && URL.canParse(`http://${host}`);
  const url = new URL(`http://${isHost ? host : "nameless"}${path}`);
  return {
    method,
    host,
    url,
    signal: gone.signal,
    header: (name) => headerOf(raw.headers, name),
    bytes: () => Promise.resolve(bytes ?? new Uint8Array(0)),
    request: () =>
      new Request(url, {
        method,
        headers: headersOf(raw.rawHeaders),
        signal: gone.signal,
        ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      }),
  };
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return value === undefined ? null : String(value);
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  return headers;
}
