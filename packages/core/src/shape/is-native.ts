import type { JsonSchema, Model } from "@definable/spec";

/** Whether a model can be held to a schema by its vendor. All vendors want an object at the root. */
export function isNative(model: Model, schema: JsonSchema): boolean {
  if (schema["type"] !== "object") return false;
  if (typeof model.structuredOutput === "function") return model.structuredOutput(schema);
  return model.structuredOutput ?? false;
}
