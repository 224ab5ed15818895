import { describeFailure } from "./failure.ts";
import { AgentCancelled } from "./agent-cancelled.ts";
import { AgentRunError } from "./agent-run-error.ts";
import type { RunOutput } from "./run-output.ts";
import type { SegmentResult } from "./end-segment.ts";

/** Returns what is an outcome and throws what is a failure; both with everything that was said and done. */
export function outcomeOf({ output, ending }: SegmentResult): RunOutput {
  switch (ending.status) {
    case "COMPLETED":
    case "PAUSED":
      return output;
    case "BLOCKED":
      if (ending.raises) throw new AgentRunError("GUARDRAIL_BLOCKED", output, undefined);
      return output;
    case "CANCELLED":
      throw new AgentCancelled(`Run "${output.runId}" was cancelled: ${ending.reason}.`, output);
    case "ERROR":
      throw new AgentRunError(describeFailure(ending.error).code, output, ending.error);
    default:
      return ending satisfies never;
  }
}
