import type { HttpAnswer } from "./http-answer.ts";
import { eventStream } from "./sse/event-stream.ts";

const encoder = new TextEncoder();

/** An answer for a server that speaks `Response`. HEAD gets the headers alone. */
export function toResponse({ status, headers, body }: HttpAnswer, method: string): Response {
  if (typeof body !== "string") return new Response(eventStream(body), { status, headers });
  const bytes = encoder.encode(body);
  // Said, so that it is not sent in chunks.
  const sized = { ...headers, "content-length": String(bytes.length) };
  return new Response(method === "HEAD" ? null : bytes, { status, headers: sized });
}
