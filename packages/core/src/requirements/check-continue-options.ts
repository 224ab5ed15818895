import type { ContinueOptions } from "@definable/spec";
import { InputError } from "@definable/spec";
import { notSignal, stranger } from "../known-options.ts";
import type { Names } from "../known-options.ts";

const CONTINUE: Names<ContinueOptions> = {
  decisions: "list",
  decidedBy: "any",
  decidedThrough: "text",
  outputSchema: "any",
  model: "any",
  signal: "any",
  cancellationToken: "any",
};

/** Refuses options of a continuation that are not known, or cannot be what they are meant to be. Throws `INVALID_INPUT`. */
export function checkContinueOptions(options: ContinueOptions): void {
  const wrong = stranger(options, CONTINUE, "option of a continuation") ?? notSignal(options);
  if (wrong !== undefined) throw new InputError("INVALID_INPUT", wrong);
  for (const decision of options.decisions ?? []) {
    if (typeof decision === "object" && decision !== null && typeof decision.requirementId === "string") continue;
    throw new InputError(
      "INVALID_DECISION",
      `A decision is an object with requirementId and action; got ${JSON.stringify(decision)}.`,
    );
  }
}
