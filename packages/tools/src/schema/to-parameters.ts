import { ConfigError } from "@definable/spec";
import type { JsonSchema } from "@definable/spec";
import { toJsonSchema } from "./to-json-schema.ts";

/** The JSON Schema of a tool's arguments: its root is one object, as every vendor demands. Throws a `ConfigError`. */
export function toParameters(schema: unknown, subject: string): JsonSchema {
  const parameters = toJsonSchema(schema, subject);
  if (parameters["type"] !== "object") {
    throw new ConfigError(
      "INVALID_TOOL",
      `${subject} has a schema whose root is ${rootOf(parameters)}. The arguments of a call are one object: put it into a field, such as z.object({ value: ... }).`,
    );
  }
  // Some vendors refuse an object schema that does not list its properties.
  return "properties" in parameters ? parameters : Object.freeze({ ...parameters, properties: Object.freeze({}) });
}

function rootOf(schema: JsonSchema): string {
  if (schema["type"] !== undefined) return `of type ${JSON.stringify(schema["type"])}`;
  for (const keyword of ["anyOf", "oneOf", "allOf", "enum", "const"]) {
    if (keyword in schema) return `"${keyword}"`;
  }
  return "of no type";
}
