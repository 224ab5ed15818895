import { parseArguments } from "@definable/tools";
import type { Run } from "../run/run.ts";

/** The text that answers a call which a failure of the run kept from starting. */
export const FAILED_TEXT = "Not carried out: the run failed before this call began.";

/** Answers the calls of the last reply that never started, so that the history stays legal: start and end together. */
export function answerOpenCalls(run: Run, text: string): void {
  const { turn } = run;
  for (const call of run.fold.openCalls()) {
    const parsed = parseArguments(call.arguments);
    const named = { toolCallId: call.id, toolName: call.name, toolArgs: parsed.ok ? parsed.value : {}, turn };
    // The call of a sub-agent that waits has begun.
    const childRunId = run.extras?.children?.begun(call.id);
    const identity = childRunId === undefined ? named : { ...named, childRunId };
    const at = run.config.now();
    if (childRunId === undefined) run.emit({ event: "ToolCallStarted", tool: { ...identity, status: "running" } }, at);
    const end = { result: text, toolCallError: true, errorCode: "TOOL_CANCELLED", durationMs: 0 };
    run.emit({ event: "ToolCallError", tool: { ...identity, ...end, status: "cancelled" } }, at);
  }
}
