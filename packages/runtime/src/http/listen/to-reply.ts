import type { FastifyReply } from "fastify";
import { wholeBody } from "../json-response.ts";

/** What fastify sends: whole bodies at once, streams piece by piece while the client reads. */
export function toReply(response: Response, reply: FastifyReply): Response | string {
  const text = wholeBody(response);
  if (text === undefined) return response;
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  // The text is JSON already; without this, fastify would add a charset to the type, which JSON does not have.
  reply.serializer(asItIs);
  return text;
}

function asItIs(text: unknown): string {
  return String(text);
}
