import type { Guardrail, GuardrailVerdict, LayerScope } from "@definable/spec";

/** Where a text comes from: a person or the model. */
export type TextKind = "input" | "output";

/** Judges a text. */
export type CheckText = (text: string, scope: LayerScope) => GuardrailVerdict | Promise<GuardrailVerdict>;

/** Makes a guardrail that looks at texts alone. */
export function textGuardrail(name: string, applies: readonly TextKind[], check: CheckText): Guardrail {
  return {
    name,
    applies,
    check: (subject, scope) => (subject.type === "tool" ? { action: "allow" } : check(subject.text, scope)),
  };
}
