/** How a run stands. Ended: COMPLETED, CANCELLED, BLOCKED, ERROR. */
export type RunStatus = "PENDING" | "RUNNING" | "COMPLETED" | "PAUSED" | "CANCELLED" | "BLOCKED" | "ERROR";

/** Every status by name: `output.status === RunStatus.completed`. */
export const RunStatus: { readonly [Status in RunStatus as Lowercase<Status>]: Status } = {
  pending: "PENDING",
  running: "RUNNING",
  completed: "COMPLETED",
  paused: "PAUSED",
  cancelled: "CANCELLED",
  blocked: "BLOCKED",
  error: "ERROR",
};

/** Why a run that was not cancelled and did not fail stopped. `tool`: a tool with `stopAfterToolCall`. */
export type StopReason = "done" | "tool" | "maxToolRounds" | "maxTotalTokens" | "maxCost" | "maxDurationMs";
