import type { Logger, Servable, ServeOptions } from "@definable/spec";
import { callerCheck } from "./caller/caller-check.ts";
import type { CallerCheck } from "./caller/caller-check.ts";
import { HEARTBEAT_MS } from "./limits.ts";
import { RunsUnderWay } from "./run/runs-under-way.ts";

/** What the routes of one server have in common. */
export interface HttpScope {
  readonly agent: Servable;
  readonly runs: RunsUnderWay;
  readonly logger: Logger;
  readonly heartbeatMs: number;
  readonly checkCaller: CallerCheck;
  readonly fallback: ServeOptions["fallback"];
}

/** The scope of a server, with every default in its place. */
export function httpScope(agent: Servable, options: ServeOptions): HttpScope {
  return {
    agent,
    runs: new RunsUnderWay(),
    logger: options.logger ?? console,
    heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS,
    checkCaller: callerCheck(options),
    fallback: options.fallback,
  };
}
