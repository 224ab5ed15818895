import type { JsonSchema } from "@definable/spec";

/** Asks for JSON of a shape in words, for models that nobody holds to a schema. */
export function inWords(schema: JsonSchema): string {
  return `Your final answer must be JSON that fits this JSON Schema, with no words before or after it and no code fence:\n${JSON.stringify(schema)}`;
}
