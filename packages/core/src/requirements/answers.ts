import type { Decision, Requirement, RequirementAnswer, Resolution } from "@definable/spec";
import { canonicalJson } from "@definable/tools";
import type { PlannedCall } from "@definable/tools";
import type { Continuation } from "./continuation.ts";

/** What a person gave, and what expired, as the store records it. */
export interface Answers {
  readonly answers: readonly RequirementAnswer[];
  /** Set when an expired question fails the run. */
  readonly failedBy: Requirement | undefined;
}

/** Who decides, and when. */
export type Decider = Pick<Resolution, "by" | "at" | "through">;

/** The note of a refusal that nobody made. */
export const NOBODY_ANSWERED = "Nobody answered in time";

/** What expired questions do: a no in the place of the person, or the end of the run. */
export function expiryDecisions(expired: readonly Requirement[]): readonly Decision[] {
  return expired.map(({ id, onExpire }): Decision =>
    onExpire === "fail"
      ? { requirementId: id, action: "fail" }
      : { requirementId: id, action: "reject", note: NOBODY_ANSWERED },
  );
}

/** Makes the record of each decision: who, when, through what, and the hash of what it was about. */
export async function recordAnswers(
  { output, decisions, expired }: Continuation,
  planned: readonly PlannedCall[],
  decider: Decider,
): Promise<Answers> {
  const record = async (decision: Decision, by: Decider): Promise<RequirementAnswer> => {
    const requirement = output.requirements.find(({ id }) => id === decision.requirementId);
    const call = planned.find((plan) => plan.call.id === requirement?.toolExecution.toolCallId);
    const asked = requirement?.subAgentCallId === undefined ? undefined : requirement;
    const about =
      asked === undefined ? [output.runId, call?.call.id, call?.call.name, call?.args ?? {}] : ofChild(asked, decision);
    return { decision, resolution: { ...by, argsHash: await hashOf(about) } };
  };
  const clock = { by: "expiry", at: decider.at, through: "clock" };
  const late = await Promise.all(expiryDecisions(expired).map((decision) => record(decision, clock)));
  const given = await Promise.all(decisions.map((decision) => record(decision, decider)));
  // A question of a sub-agent fails the sub-agent alone.
  const failedBy = expired.find(({ onExpire, subAgentCallId }) => onExpire === "fail" && subAgentCallId === undefined);
  return { answers: [...late, ...given], failedBy };
}

/** What a decision about a call of a sub-agent is about: its arguments are not planned here. */
function ofChild({ runId, toolExecution }: Requirement, decision: Decision): readonly unknown[] {
  const { toolCallId, toolName, toolArgs } = toolExecution;
  const given = decision.action === "confirm" ? decision.args : undefined;
  const added = decision.action === "provideInput" ? decision.values : {};
  return [runId, toolCallId, toolName, given ?? { ...toolArgs, ...added }];
}

async function hashOf(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(value));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
