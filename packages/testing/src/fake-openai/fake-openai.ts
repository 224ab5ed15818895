import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { InternalError } from "@definable/spec";
import type { FakeRequest } from "./requests/fake-request.ts";
import { RequestLog } from "./requests/request-log.ts";
import { handleRequest } from "./routes.ts";
import { ScriptQueue } from "./script/script-queue.ts";
import type { FakeScript } from "./script/script-queue.ts";
import type { FakeStep, StepMaker } from "./script/step.ts";

/** How a fake server behaves. */
export interface FakeOpenAIOptions {
  /**
   * What is answered to the chat requests that the vendor would take: a list of steps (or of functions that make one),
   * used in order, or one function that answers all. Default: an empty list, for `push`.
   */
  readonly script?: FakeScript | undefined;
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
  /** A larger body gets 413. Default 64 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Milliseconds since 1970, for `created`. Default the clock. */
  readonly now?: (() => number) | undefined;
}

/** A running fake server. Close it at the end of the test, or hold it with `await using`. */
export interface FakeOpenAI extends AsyncDisposable {
  /** For the `baseURL` of a client: `http://127.0.0.1:<port>/v1`. */
  readonly baseURL: string;
  /** All requests so far, also refused ones, in order of arrival. */
  readonly requests: readonly FakeRequest[];
  /** Adds a step behind the others. */
  push(step: FakeStep | StepMaker): void;
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

/**
 * Starts a server on a real port that speaks OpenAI's Chat Completions as the vendor does, errors and accidents
 * included. For tests of whatever calls that API; give it the `baseURL`. Rejects when the port is taken.
 */
export async function fakeOpenAI(options: FakeOpenAIOptions = {}): Promise<FakeOpenAI> {
  const script = new ScriptQueue(options.script ?? []);
  const log = new RequestLog();
  const serving = {
    script,
    log,
    apiKey: options.apiKey,
    models: options.models,
    validate: options.validate ?? true,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    now: options.now ?? Date.now,
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // The client is gone or this file has a fault; either way there is nobody left to answer.
    handleRequest(serving, request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const close = closing(server, log);
  return {
    baseURL: `http://127.0.0.1:${portOf(server)}/v1`,
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
