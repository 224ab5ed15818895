import type { Servable, ServeArgs, ServeHandle } from "@definable/spec";
import { httpScope } from "./http/http-scope.ts";
import { Closers } from "./serve/closers.ts";
import { openServer } from "./serve/open-server.ts";
import { readServeArguments } from "./serve/serve-arguments.ts";
import { serveHandle } from "./serve/serve-handle.ts";
import { serverPlan } from "./serve/server-plan.ts";
import { startInterface } from "./serve/start-interface.ts";

/**
 * Serves an agent: interfaces first, then a port or options, as in `serve(agent, telegram, 8000)`. Without any of them
 * it listens on `http://127.0.0.1:8000`. Resolves once everything is connected. Throws a `ConfigError` when something
 * is wrong (`INVALID_CONFIG`, `OPEN_SERVER`, `PORT_IN_USE`), or what `agent.open()` throws; then nothing listens, and
 * the agent is still yours to use or close.
 */
export async function serve(agent: Servable, ...args: ServeArgs): Promise<ServeHandle> {
  const order = readServeArguments(agent, args);
  const plan = serverPlan(order);
  const scope = httpScope(agent, order.options);
  const closers = new Closers(scope.logger);
  const stopping = new AbortController();
  try {
    await agent.open();
    const url = plan === undefined ? undefined : await openServer(plan, scope, closers);
    for (const one of order.interfaces) {
      const opened = await startInterface(one, { agent, logger: scope.logger, signal: stopping.signal });
      closers.add(`the interface "${one.name}"`, () => opened[Symbol.asyncDispose]());
    }
    return serveHandle({ url, order, scope, closers, stopping });
  } catch (error) {
    stopping.abort();
    await closers.closeAll();
    throw error;
  }
}
