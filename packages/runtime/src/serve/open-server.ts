import { answer } from "../http/answer.ts";
import { isLoopback } from "../http/caller/host.ts";
import type { HttpScope } from "../http/http-scope.ts";
import { listen } from "../http/listen/listen.ts";
import type { Closers } from "./closers.ts";
import type { ServerPlan } from "./server-plan.ts";

/** Starts the HTTP server and says where it listens. */
export async function openServer(plan: ServerPlan, scope: HttpScope, closers: Closers): Promise<string> {
  const listener = await listen(plan, (incoming) => answer(scope, incoming));
  closers.add("the HTTP server", () => listener.close());
  scope.logger.info(`${scope.agent.name} listens on ${listener.url}`);
  if (!isLoopback(plan.host)) {
    scope.logger.warn(`${plan.host} can be reached by others, and without auth anybody who does can run the agent.`);
  }
  return listener.url;
}
