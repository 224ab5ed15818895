import type { Decision } from "@definable/spec";
import type { RunOutput } from "../../src/index.ts";
import type { Choice } from "./plan.ts";

/** Added to the number of a call whose arguments a person edits. */
const EDITED = 1_000;

/** The decisions that the choices make for the open requirements of a paused run: at least one. */
export function decide(paused: RunOutput, choices: readonly Choice[]): readonly Decision[] {
  const open = paused.activeRequirements;
  const decisions = open.flatMap(({ id, toolExecution }, index): Decision[] => {
    const { n } = toolExecution.toolArgs;
    switch (choices[index % choices.length] ?? "confirm") {
      case "confirm":
        return [{ requirementId: id, action: "confirm" }];
      case "edit":
        return [{ requirementId: id, action: "confirm", args: { n: Number(n) + EDITED } }];
      case "badEdit":
        return [{ requirementId: id, action: "confirm", args: { n: "many" } }];
      case "reject":
        return [{ requirementId: id, action: "reject", note: "Rather not." }];
      case "skip":
        return [];
      default:
        throw new Error("A choice is not known.");
    }
  });
  const [first] = open;
  return decisions.length > 0 || first === undefined ? decisions : [{ requirementId: first.id, action: "confirm" }];
}

/** The same where what is refused is confirmed as it stands. */
export function withoutBadEdits(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.map((decision) =>
    isBadEdit(decision) ? { requirementId: decision.requirementId, action: "confirm" } : decision,
  );
}

/** True for arguments that the tool's schema refuses. */
export function isBadEdit(decision: Decision): boolean {
  return decision.action === "confirm" && typeof decision.args?.["n"] === "string";
}

/** Answers on the live object, as a program in the same process would. */
export function decideLive(paused: RunOutput, decisions: readonly Decision[]): void {
  for (const decision of decisions) {
    const requirement = paused.requirements.find(({ id }) => id === decision.requirementId);
    if (decision.action === "reject") requirement?.reject(decision.note);
    if (decision.action === "confirm") requirement?.confirm(decision.args === undefined ? {} : { args: decision.args });
  }
}
