import type { JsonObject, SchemaResult, Tool } from "@definable/spec";
import { reasonOf } from "../reason-of.ts";
import { describeIssues } from "./describe-issues.ts";

/** The input as the schema gives it, or what is wrong with it in words for the model. */
export type Validated = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/**
 * Checks the arguments of a call against the tool's schema. Nothing is coerced: "5" is no number. A promise comes back
 * only when the schema itself is asynchronous. Never throws and never rejects; a schema that throws gives `ok: false`.
 */
export function validateInput(tool: Tool, value: JsonObject): Validated | Promise<Validated> {
  try {
    const result = tool.inputSchema["~standard"].validate(value);
    return "then" in result ? later(tool, value, result) : judge(tool, value, result);
  } catch (error) {
    return broken(tool, error);
  }
}

async function later(tool: Tool, value: JsonObject, result: Promise<SchemaResult<unknown>>): Promise<Validated> {
  try {
    return judge(tool, value, await result);
  } catch (error) {
    return broken(tool, error);
  }
}

function judge(tool: Tool, value: JsonObject, result: SchemaResult<unknown>): Validated {
  if (result.issues === undefined) return { ok: true, value: result.value };
  return { ok: false, error: describeIssues(tool, value, result.issues) };
}

const broken = (tool: Tool, error: unknown): Validated => ({
  ok: false,
  error: `The arguments of "${tool.name}" could not be checked: ${reasonOf(error)}`,
});
