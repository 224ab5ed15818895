import type { AddressInfo } from "node:net";
import { fastify } from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HttpAnswer } from "../http-answer.ts";
import type { Incoming } from "../incoming.ts";
import { answerClientError } from "./client-error.ts";
import { listenError } from "./listen-error.ts";
import { refusal, writeProblem } from "./refusal.ts";
import { sendAnswer } from "./send-answer.ts";
import { SOCKET_LIMITS } from "./socket-limits.ts";
import { SocketRequest } from "./socket-request.ts";

/** A listening server. */
export interface Listener {
  readonly url: string;
  /** Takes no more connections, lets answers under way end for a moment, then cuts what is left. */
  close(): Promise<void>;
}

/** Answers what came in. Never rejects. */
type Handle = (incoming: Incoming) => Promise<HttpAnswer | Response>;

/** How long answers that are being sent get at the end, in milliseconds: a client that does not read must not hold it up. */
const GRACE_MS = 2_000;

/** Listens with fastify, which owns sockets and limits, and gives every request to one handler, which owns the rest. */
export async function listen(at: { host: string; port: number }, handle: Handle): Promise<Listener> {
  const app = fastifyApp(handle);
  // Fastify would open a second, less guarded server for this name.
  const host = at.host === "localhost" ? "127.0.0.1" : at.host;
  try {
    await app.listen({ host, port: at.port });
  } catch (error) {
    await app.close();
    throw listenError(error, at);
  }
  return { url: urlOf(app, at.host), close: () => close(app) };
}

function fastifyApp(handle: Handle): FastifyInstance {
  const app = fastify({
    ...SOCKET_LIMITS,
    clientErrorHandler: (error, socket) => answerClientError(error, socket),
    // Called without the usual reply, for addresses that cannot be decoded.
    frameworkErrors: (error, _request, { raw }) => writeProblem(raw, refusal(error)),
  });
  // One parser for all types: the handler judges the type, so that it does so on every server.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error, _request, reply) => {
    // Hanging up on a client that still sends would lose the answer; the rest of the body is read and thrown away.
    reply.removeHeader("connection");
    reply.hijack();
    writeProblem(reply.raw, refusal(error));
  });
  const route = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const answer = await handle(new SocketRequest(request, reply.raw));
    if ("bodyUsed" in answer) return answer;
    reply.hijack();
    sendAnswer(answer, reply.raw);
    return undefined;
  };
  app.all("/*", route);
  app.setNotFoundHandler(route);
  return app;
}

function urlOf(app: FastifyInstance, host: string): string {
  // A server that listens on a port has an address of this shape; only pipes have a string.
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function close(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(timer);
}
