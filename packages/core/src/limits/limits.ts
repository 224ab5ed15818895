import type { RunLimits } from "@definable/spec";

/** The agent's limits with the run's in their place; undefined when there is none, so that most runs look at nothing. */
export function limitsOf(agent: RunLimits, run: RunLimits): RunLimits | undefined {
  const maxTotalTokens = run.maxTotalTokens ?? agent.maxTotalTokens;
  const maxCost = run.maxCost ?? agent.maxCost;
  const maxDurationMs = run.maxDurationMs ?? agent.maxDurationMs;
  if ((maxTotalTokens ?? maxCost ?? maxDurationMs) === undefined) return undefined;
  return { maxTotalTokens, maxCost, maxDurationMs };
}

/** Whether a value can be a limit. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
