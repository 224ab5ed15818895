import { ConfigError } from "@definable/spec";
import { isLoopback } from "../http/caller/host.ts";
import type { ServeOrder } from "./serve-arguments.ts";

/** Where the HTTP server listens. */
export interface ServerPlan {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 8000;
const DEFAULT_HOST = "127.0.0.1";

/**
 * Whether and where HTTP is served; undefined when it is not. Throws `OPEN_SERVER` for an address that others can reach,
 * and `INVALID_CONFIG` when nothing at all would be served.
 */
export function serverPlan(order: ServeOrder): ServerPlan | undefined {
  const { options } = order;
  if (!(options.enableServer ?? isServerNeeded(order))) return noServer(order);
  const plan = { host: options.host ?? DEFAULT_HOST, port: options.port ?? DEFAULT_PORT };
  if (!isLoopback(plan.host) && options.insecure !== true) {
    throw new ConfigError(
      "OPEN_SERVER",
      `Listening on ${plan.host} without auth would let anybody who reaches port ${plan.port} run the agent. ` +
        `Leave "host" out to listen on ${DEFAULT_HOST}, or pass "insecure: true" if that is meant.`,
    );
  }
  return plan;
}

function isServerNeeded({ agent, interfaces, options }: ServeOrder): boolean {
  const isAsked = options.port !== undefined || options.host !== undefined;
  const hasRoutes = interfaces.some(({ routes }) => routes !== undefined && routes.length > 0);
  const hasWebhooks = agent.triggers.some(({ source }) => source.kind === "webhook");
  return isAsked || hasRoutes || hasWebhooks || isIdle({ agent, interfaces, options });
}

function isIdle({ agent, interfaces }: ServeOrder): boolean {
  return interfaces.length === 0 && agent.triggers.length === 0;
}

function noServer(order: ServeOrder): undefined {
  if (!isIdle(order)) return undefined;
  throw new ConfigError(
    "INVALID_CONFIG",
    "enableServer is false and there is no interface and no trigger, so nothing would be served. Leave it out, or add one.",
  );
}
