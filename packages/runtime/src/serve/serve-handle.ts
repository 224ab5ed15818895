import type { ServeHandle } from "@definable/spec";
import type { HttpScope } from "../http/http-scope.ts";
import type { Closers } from "./closers.ts";
import type { ServeOrder } from "./serve-arguments.ts";
import { closeOnSignals } from "./signals.ts";

/** How long runs under way get at a shutdown, in milliseconds, unless the options or the call say otherwise. */
const DRAIN_MS = 30_000;

/** How long cancelled runs get to end, in milliseconds: they settle at once unless something is stuck. */
const SETTLE_MS = 2_000;

/** What is open, and how it is told to stop. */
export interface Served {
  readonly url: string | undefined;
  readonly order: ServeOrder;
  readonly scope: HttpScope;
  readonly closers: Closers;
  /** Aborts when interfaces shall take nothing new. */
  readonly stopping: AbortController;
}

/** The handle that closes everything, once, whoever asks first: the caller, `await using`, or a signal. */
export function serveHandle(served: Served): ServeHandle {
  const { handleSignals = true, drainMs = DRAIN_MS } = served.order.options;
  let begin: (ms: number) => void = () => undefined;
  const closed = new Promise<number>((resolve) => {
    begin = resolve;
  }).then(async (ms) => {
    await shutDown(served, ms);
    forgetSignals();
  });
  const forgetSignals = handleSignals
    ? closeOnSignals((signal) => {
        served.scope.logger.info(`${signal}: closing. A second one exits at once.`);
        begin(drainMs);
      })
    : (): void => undefined;
  const close = (ms: number): Promise<void> => {
    begin(ms);
    return closed;
  };
  return {
    ...(served.url === undefined ? {} : { url: served.url }),
    closed,
    close: (options) => close(options?.drainMs ?? drainMs),
    [Symbol.asyncDispose]: () => close(drainMs),
  };
}

/** Takes nothing new, lets runs end, closes the doors in reverse, then the agent. */
async function shutDown({ order, scope, closers, stopping }: Served, drainMs: number): Promise<void> {
  stopping.abort();
  await scope.runs.drain(drainMs, SETTLE_MS);
  closers.addFirst("the agent", () => order.agent.close());
  await closers.closeAll();
}
