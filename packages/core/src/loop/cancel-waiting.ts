import type { ToolExecution } from "@definable/spec";
import { CANCELLED_TEXT } from "@definable/tools";
import type { Run } from "../run/run.ts";

/** Answers calls that never started because the run was cancelled: start and end together. */
export function cancelWaiting(run: Run, waiting: readonly ToolExecution[]): void {
  for (const execution of waiting) {
    const { toolName, toolCallId, turn } = execution;
    const stepId = `tool-${turn}-${toolCallId}`;
    const errorCode = "TOOL_CANCELLED";
    const answer = { result: CANCELLED_TEXT, toolCallError: true, errorCode, durationMs: 0 };
    run.emit("ToolCallStarted", { stepId, tool: { ...execution, status: "running" }, toolName });
    const tool: ToolExecution = { ...execution, ...answer, status: "cancelled" };
    run.emit("ToolCallError", { stepId, tool, toolName, error: CANCELLED_TEXT, errorCode });
  }
}
