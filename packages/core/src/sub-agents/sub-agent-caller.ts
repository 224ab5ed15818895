import type { Decision, Resolution } from "@definable/spec";
import type { PlannedCall } from "@definable/tools";
import type { RunToolContext } from "../loop/tool-context.ts";
import type { Run } from "../run/run.ts";

/** A call that starts a sub-agent: the run that makes it, and the call. */
export interface SubAgentCaller {
  readonly run: Run;
  readonly planned: PlannedCall;
  readonly context: RunToolContext;
}

/** What a paused sub-agent goes on with. */
export interface ContinueAs {
  readonly decisions: readonly Decision[];
  readonly decider: Pick<Resolution, "by" | "at" | "through">;
}
