import type { Guardrail, GuardrailVerdict, JsonObject, LayerScope } from "@definable/spec";
import { textGuardrail } from "./text-guardrail.ts";
import type { CheckText } from "./text-guardrail.ts";

/** Judges a tool call: its name and its parsed arguments. */
export type CheckTool = (
  toolName: string,
  toolArgs: JsonObject,
  scope: LayerScope,
) => GuardrailVerdict | Promise<GuardrailVerdict>;

/** Makes a guardrail of a function that judges what a person says. */
export function inputGuardrail(name: string, check: CheckText): Guardrail {
  return textGuardrail(name, ["input"], check);
}

/** Makes a guardrail of a function that judges what the model says. */
export function outputGuardrail(name: string, check: CheckText): Guardrail {
  return textGuardrail(name, ["output"], check);
}

/** Makes a guardrail of a function that judges tool calls before they start. */
export function toolGuardrail(name: string, check: CheckTool): Guardrail {
  return {
    name,
    applies: ["tool"],
    check: (subject, scope) =>
      subject.type === "tool" ? check(subject.toolName, subject.toolArgs, scope) : { action: "allow" },
  };
}
