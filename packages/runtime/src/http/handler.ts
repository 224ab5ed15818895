import type { Servable, ServeOptions } from "@definable/spec";
import { checkOptions } from "../check-options.ts";
import type { OptionTaker } from "../check-options.ts";
import { checkServable } from "../check-servable.ts";
import { answer } from "./answer.ts";
import { failureOf } from "./errors/failure.ts";
import { httpScope } from "./http-scope.ts";
import { incomingOf } from "./incoming.ts";
import { toResponse } from "./to-response.ts";

/** The options of `handler`: those of `serve` that do not concern the socket. */
export type HandlerOptions = Pick<
  ServeOptions,
  "allowedHosts" | "allowedOrigins" | "heartbeatMs" | "logger" | "fallback"
>;

const HANDLER: OptionTaker = {
  name: "handler()",
  takes: ["allowedHosts", "allowedOrigins", "heartbeatMs", "logger", "fallback"],
};

/** Answers a request. Never rejects. Abort `request.signal` when the client is gone, so that its run is cancelled. */
export type Handler = (request: Request) => Promise<Response>;

/**
 * The routes of an agent for a server that you have already, or for an edge runtime: the same answers, checks and limits
 * as `serve`, without a socket. Import it from
 * `@definable/runtime/handler` where there is no Node. Opens the agent at the first request. Throws a `ConfigError` for
 * wrong options.
 */
export function handler(agent: Servable, options: HandlerOptions = {}): Handler {
  checkServable(agent, "handler(agent)");
  const scope = httpScope(agent, checkOptions(options, HANDLER));
  let opened: Promise<void> | undefined;
  return async (request) => {
    opened ??= agent.open();
    try {
      await opened;
    } catch (error) {
      opened = undefined;
      return toResponse(failureOf(error, scope.logger), request.method);
    }
    const answered = await answer(scope, incomingOf(request));
    return "bodyUsed" in answered ? answered : toResponse(answered, request.method);
  };
}
