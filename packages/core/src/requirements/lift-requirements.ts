import type { Requirement, RunOutputData } from "@definable/spec";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";

/** Where the questions of a sub-agent come up. */
export interface LiftPlace {
  /** The call that started it. */
  readonly callId: string;
  /** The questions that were open before. */
  readonly open: readonly Requirement[];
}

/** The open questions of a paused sub-agent, as questions of the run that started it. */
export function liftRequirements(run: Run, child: RunOutputData, { callId, open }: LiftPlace): readonly Requirement[] {
  return child.requirements
    .filter(({ state }) => state === "pending")
    .map((asked) => {
      const known = open.find(({ id }) => id === asked.id);
      if (known !== undefined) return known;
      const requirement: Requirement = { ...asked, runId: asked.runId ?? child.runId, subAgentCallId: callId };
      run.journal.add(entry("requirement.opened", run.seq, { requirement }));
      return requirement;
    });
}
