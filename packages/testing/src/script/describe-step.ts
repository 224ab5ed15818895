import type { PreparedStep } from "./prepare-step.ts";
import type { ScriptFunction } from "./script-step.ts";

/** A few words about a step, for messages. */
export function describeStep(prepared: PreparedStep | ScriptFunction): string {
  if (typeof prepared === "function") return "is a function";
  const { step } = prepared;
  const { content } = prepared.reply;
  const does = [
    content === "" ? undefined : `says ${JSON.stringify(content.length > 40 ? `${content.slice(0, 40)}…` : content)}`,
    step.toolCalls === undefined ? undefined : `calls ${step.toolCalls.map((call) => call.name).join(", ")}`,
    step.hang === true ? "hangs" : undefined,
    step.error === undefined
      ? undefined
      : `fails with ${step.error instanceof Error ? step.error.name : step.error.code}`,
  ].filter((part) => part !== undefined);
  return does.length === 0 ? "says nothing" : does.join(" and ");
}
