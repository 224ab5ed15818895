import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { problem } from "../errors/problem.ts";

/** Answers what is not HTTP, or does not arrive in time, and hangs up. There is no request yet that could be routed. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, body } = reply(error.code);
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}

function reply(code: string | undefined): { readonly status: number; readonly body: object } {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return { status: 408, body: problem("REQUEST_TIMEOUT", "The request did not arrive in time. Send it at once.") };
  }
  if (code === "HPE_HEADER_OVERFLOW") {
    const body = problem("BAD_REQUEST", "The headers are larger than the server accepts. Send fewer or shorter ones.");
    return { status: 431, body: { ...body, status: 431 } };
  }
  return { status: 400, body: problem("BAD_REQUEST", "This is not HTTP. Check the client.") };
}
