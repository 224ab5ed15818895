import type { Requirement, StopReason, ToolExecution } from "@definable/spec";

/** How a segment ends. */
export type Ending =
  | { readonly status: "COMPLETED"; readonly stopReason: StopReason }
  | {
      readonly status: "PAUSED";
      readonly requirements: readonly Requirement[];
      /** The calls without a result: those with a requirement, and those behind them. */
      readonly waiting: readonly ToolExecution[];
    }
  | { readonly status: "CANCELLED"; readonly reason: string }
  | { readonly status: "ERROR"; readonly error: unknown };
