import type { Decision, Requirement, RunOutputData } from "@definable/spec";
import { InputError } from "@definable/spec";
import { DECISION_ACTIONS } from "./decision-actions.ts";

/** What the decisions are held against. */
export interface DecisionScene {
  readonly output: RunOutputData;
  /** The requirements that were answered before. */
  readonly answered: ReadonlySet<string>;
  /** The requirements whose time is over. */
  readonly expired: ReadonlySet<string>;
}

/**
 * Holds decisions against the requirements of a paused run. Throws `NOTHING_DECIDED`, `UNKNOWN_REQUIREMENT`,
 * `REQUIREMENT_RESOLVED`, `REQUIREMENT_EXPIRED`, `INVALID_DECISION`.
 */
export function checkDecisions(decisions: readonly Decision[], { output, answered, expired }: DecisionScene): void {
  const pending = output.requirements.filter((requirement) => requirement.state === "pending");
  const list = pending.map((requirement) => requirement.id).join(", ");
  if (decisions.length === 0 && expired.size === 0) {
    throw new InputError(
      "NOTHING_DECIDED",
      `Run "${output.runId}" waits for: ${list}. Continue it with a decision for at least one of them.`,
    );
  }
  const seen = new Set<string>();
  for (const decision of decisions) {
    const { requirementId } = decision;
    const requirement = pending.find((other) => other.id === requirementId);
    if (answered.has(requirementId)) {
      throw new InputError(
        "REQUIREMENT_RESOLVED",
        `Requirement "${requirementId}" of run "${output.runId}" was answered before.`,
      );
    }
    if (requirement === undefined) {
      throw new InputError(
        "UNKNOWN_REQUIREMENT",
        `Run "${output.runId}" has no requirement "${requirementId}". It waits for: ${list}.`,
      );
    }
    if (seen.has(requirementId)) {
      throw new InputError("INVALID_DECISION", `There are two decisions for requirement "${requirementId}". Give one.`);
    }
    seen.add(requirementId);
    checkKind(requirement, decision);
    checkAlways(output, decision);
    if (expired.has(requirementId)) throw tooLate(requirement);
  }
}

function checkKind({ id, kind, userInputSchema }: Requirement, decision: Decision): void {
  const actions = DECISION_ACTIONS[kind];
  if (!actions.includes(decision.action)) {
    throw new InputError(
      "INVALID_DECISION",
      `Requirement "${id}" is of kind ${kind}: it takes ${actions.join(" or ")}, not "${decision.action}".`,
    );
  }
  if (decision.action !== "provideInput") return;
  const properties = userInputSchema?.["properties"];
  const fields = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const foreign = Object.keys(decision.values).find((field) => !fields.includes(field));
  if (foreign === undefined) return;
  throw new InputError(
    "INVALID_DECISION",
    `Requirement "${id}" does not ask for "${foreign}". It asks for: ${fields.join(", ")}.`,
  );
}

function checkAlways({ hasSession, runId }: RunOutputData, decision: Decision): void {
  if (decision.action !== "confirm" || decision.always !== true || hasSession) return;
  throw new InputError(
    "INVALID_DECISION",
    `Run "${runId}" has no session that could remember "always". Confirm without it, or run with a sessionId.`,
  );
}

function tooLate({ id, expiresAt = 0, toolExecution }: Requirement): InputError {
  return new InputError(
    "REQUIREMENT_EXPIRED",
    `Requirement "${id}" about "${toolExecution.toolName}" could be answered until ${new Date(expiresAt).toISOString()}. Continue the run without a decision for it.`,
  );
}
