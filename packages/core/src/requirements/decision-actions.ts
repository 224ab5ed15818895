import type { Decision, RequirementKind } from "@definable/spec";

/** What answers each kind of requirement. */
export const DECISION_ACTIONS: Readonly<Record<RequirementKind, readonly Decision["action"][]>> = {
  confirmation: ["confirm", "reject"],
  userInput: ["provideInput", "reject"],
  externalExecution: ["setResult", "reject"],
  uncertain: ["retry", "fail", "setResult"],
};
