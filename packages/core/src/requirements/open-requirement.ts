import type { Requirement, RequirementKind, Tool, ToolExecution } from "@definable/spec";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";

/** What a call waits for, and its tool. */
export interface WaitingCall {
  readonly toolExecution: ToolExecution;
  readonly kind: RequirementKind;
  readonly tool: Tool | undefined;
}

/** Opens the question about a call that waits. It is announced after it is stored. */
export function openRequirement(run: Run, { toolExecution, kind, tool }: WaitingCall): Requirement {
  const createdAt = run.config.now();
  const { decideWithinMs, onExpire, userInputSchema } = tool ?? {};
  const requirement: Requirement = {
    id: run.config.generateId(),
    kind,
    state: "pending",
    toolExecution,
    createdAt,
    ...(decideWithinMs === undefined ? {} : { expiresAt: createdAt + decideWithinMs, onExpire: onExpire ?? "deny" }),
    ...(userInputSchema === undefined ? {} : { userInputSchema }),
  };
  run.journal.add(entry("requirement.opened", run.seq, { requirement }));
  return requirement;
}
