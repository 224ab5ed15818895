import type { ServerResponse } from "node:http";
import type { HttpAnswer } from "../http-answer.ts";
import { sendEvents } from "./send-events.ts";

/** Sends an answer over the socket: text at once with its head, events while they happen. */
export function sendAnswer({ status, headers, body }: HttpAnswer, response: ServerResponse): void {
  if (typeof body !== "string") {
    response.writeHead(status, headers);
    void sendEvents(body, response);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  // Node keeps the body back for HEAD.
  response.end(body);
}
