import type { JsonSchema } from "@definable/spec";

/** The parameters of a tool as the vendor wants them: with `properties`, also when there are none. */
export function toolSchema(parameters: JsonSchema): JsonSchema {
  return parameters["type"] === "object" && parameters["properties"] === undefined
    ? { ...parameters, properties: {} }
    : parameters;
}
