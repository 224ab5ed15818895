import type { Requirement, RunOutputData, StopReason, ToolExecution } from "@definable/spec";

/** How a segment ends. */
export type Ending =
  | { readonly status: "COMPLETED"; readonly stopReason: StopReason }
  | {
      readonly status: "PAUSED";
      readonly requirements: readonly Requirement[];
      /** The calls without a result: those with a requirement, and those behind them. */
      readonly waiting: readonly ToolExecution[];
      /** The sub-agents among them. */
      readonly children: readonly RunOutputData[] | undefined;
    }
  /** By a guardrail. `raises`: `run()` rejects with it. */
  | { readonly status: "BLOCKED"; readonly reason: string; readonly raises: boolean }
  | { readonly status: "CANCELLED"; readonly reason: string }
  | { readonly status: "ERROR"; readonly error: unknown };
