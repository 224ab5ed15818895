import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { InternalError } from "@definable/spec";
import type { FakeServer, ServerOptions } from "./fake-server.ts";
import { RequestLog } from "./requests/request-log.ts";
import { ScriptQueue } from "./script/script-queue.ts";
import type { QueueOwner } from "./script/script-queue.ts";
import type { AnyReply, ServerStep } from "./script/step.ts";

/** What a server is made of while it runs. */
export interface Serving<Step extends ServerStep<AnyReply, unknown>> {
  readonly script: ScriptQueue<Step>;
  readonly log: RequestLog;
  readonly apiKey: string | undefined;
  readonly models: readonly string[] | undefined;
  readonly validate: boolean;
  readonly maxBodyBytes: number;
  readonly now: () => number;
}

/** What a vendor adds to the machinery. */
export interface ServerKind<Step extends ServerStep<AnyReply, unknown>> extends QueueOwner<Step> {
  /** What stands behind the port in the `baseURL`. */
  readonly basePath: string;
  readonly maxBodyBytes: number;
  readonly handle: (serving: Serving<Step>, request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Starts a fake server on a real port. Rejects when the port is taken. */
export async function openServer<Step extends ServerStep<AnyReply, unknown>>(
  options: ServerOptions<Step>,
  kind: ServerKind<Step>,
): Promise<FakeServer<Step>> {
  const script = new ScriptQueue<Step>(options.script ?? [], kind);
  const log = new RequestLog(kind.server);
  const serving: Serving<Step> = {
    script,
    log,
    apiKey: options.apiKey,
    models: options.models,
    validate: options.validate ?? true,
    maxBodyBytes: options.maxBodyBytes ?? kind.maxBodyBytes,
    now: options.now ?? Date.now,
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // The client is gone or the fake has a fault; either way there is nobody left to answer.
    kind.handle(serving, request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const close = closing(server, log);
  return {
    baseURL: `http://127.0.0.1:${portOf(server)}${kind.basePath}`,
    requests: log.all,
    push: (step) => script.push(step),
    nextRequest: () => log.next(),
    assertDone: () => script.assertDone(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function closing(server: Server, log: RequestLog): () => Promise<void> {
  let closed: Promise<unknown> | undefined;
  return async () => {
    log.close();
    closed ??= new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new InternalError("INTERNAL", "The fake server listens, but has no port. This is a fault of the package.");
  }
  return address.port;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
