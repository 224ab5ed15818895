import type { DefinableError } from "@definable/spec";
import type { AgentConfig } from "../config.ts";

const MOST_MS = 60_000;

/**
 * Milliseconds until the next try of a model call: what the vendor asks for, else doubling from `retryBackoffMs`, with a
 * quarter of jitter so that many clients do not come back together. At most a minute.
 */
export function retryDelay(error: DefinableError, attempts: number, config: AgentConfig): number {
  if (error.retryAfterMs !== undefined) return Math.min(Math.max(0, error.retryAfterMs), MOST_MS);
  const doubled = Math.min(config.retryBackoffMs * 2 ** (attempts - 1), MOST_MS);
  return Math.round(doubled * (0.75 + 0.25 * config.random()));
}
