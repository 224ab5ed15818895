import type { ServerResponse } from "node:http";
import { InputError } from "@definable/spec";
import type { FastifyRequest } from "fastify";
import { hostName } from "../caller/host.ts";

/** The request as the handler knows it. Its signal aborts when the client leaves before the answer is out. */
export function toRequest(incoming: FastifyRequest, response: ServerResponse): Request {
  const { method, raw, body } = incoming;
  const path = raw.url ?? "/";
  // Anything else is a proxy's form of request, whose own host would go around the check of the Host header.
  if (!path.startsWith("/")) throw new InputError("BAD_REQUEST", "The request's target must begin with a slash.");
  if (method === "TRACE") throw new InputError("METHOD_NOT_ALLOWED", "TRACE is not answered.");
  const gone = new AbortController();
  const { host = "" } = raw.headers;
  const request = new Request(`http://${hostName(host) === undefined ? "nameless" : host}${path}`, {
    method,
    headers: headersOf(raw.rawHeaders),
    signal: gone.signal,
    ...(Buffer.isBuffer(body) ? { body: new Uint8Array(body) } : {}),
  });
  response.once("close", () => {
    // Naming the request here also keeps it, and with it its signal, from being collected while the run goes on.
    if (!response.writableFinished && !request.signal.aborted) gone.abort();
  });
  return request;
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) headers.append(raw[index] ?? "", raw[index + 1] ?? "");
  return headers;
}
