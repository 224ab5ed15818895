import type { RunOutputData } from "@definable/spec";
import type { HeldCall, PlannedCall } from "@definable/tools";
import type { ContinueAs } from "./sub-agent-caller.ts";

/** What the call of a sub-agent is held with: the sub-agent as it paused. */
export interface PausedChild extends HeldCall {
  readonly output: RunOutputData;
  /** How it goes on, when it does. */
  readonly next?: ContinueAs | undefined;
}

/** The sub-agent that a call waits with. */
export function pausedChild({ held }: PlannedCall): RunOutputData | undefined {
  // Only the calls of sub-agents are held, and only with these.
  return held === undefined ? undefined : (held as PausedChild).output;
}
