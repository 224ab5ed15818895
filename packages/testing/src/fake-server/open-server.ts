import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { InternalError } from "@definable/spec";
import type { FakeRequest } from "./requests/fake-request.ts";
import { RequestLog } from "./requests/request-log.ts";
import { ScriptQueue } from "./script/script-queue.ts";
import type { QueueOwner } from "./script/script-queue.ts";
import type { AnyReply, ServerScript, ServerStep, StepMaker } from "./script/step.ts";

/** How a fake server behaves, whatever the vendor. */
export interface ServerOptions<Step> {
  /**
   * What is answered to the requests that the vendor would take: a list of steps (or of functions that make one), used
   * in order, or one function that answers all. Default: an empty list, for `push`.
   */
  readonly script?: ServerScript<Step> | undefined;
  /** The key that requests must bring; others get 401. Default: any key, or none. */
  readonly apiKey?: string | undefined;
  /** The models there are; a request for another gets 404. Default: every model. */
  readonly models?: readonly string[] | undefined;
  /**
   * Whether requests are held against the vendor's rules, and refused with 400 as the vendor does, without using up a
   * step. Default true; false stands for a compatible server that takes anything.
   */
  readonly validate?: boolean | undefined;
  /** Port on 127.0.0.1. Default 0: a free one. */
  readonly port?: number | undefined;
  /** A larger body gets 413. Default: what the vendor takes. */
  readonly maxBodyBytes?: number | undefined;
  /** Milliseconds since 1970. Default the clock. */
  readonly now?: (() => number) | undefined;
}

/** A running fake server. */
export interface FakeServer<Step> extends AsyncDisposable {
  /** For the `baseURL` of a client. */
  readonly baseURL: string;
  /** All requests so far, also refused ones, in order of arrival. */
  readonly requests: readonly FakeRequest[];
  /** Adds a step behind the others. */
  push(step: Step | StepMaker<Step>): void;
  /** Resolves with the next request: each is given once, those that are there already first. Rejects at `close`. */
  nextRequest(): Promise<FakeRequest>;
  /**
   * Throws a `ScriptError` when steps are left over, when a request came after the end of the script, or when a
   * function of the script threw.
   */
  assertDone(): void;
  /** Hangs up on everybody and frees the port. */
  close(): Promise<void>;
}

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
