import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue } from "./issue.ts";

const WHERE = "output_config.format.schema";
/** What the vendor holds no answer to, by the type that it narrows. */
const UNHELD: Readonly<Record<string, readonly string[]>> = {
  number: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  integer: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  string: ["maxLength", "minLength"],
  array: ["maxItems", "uniqueItems"],
};

/** What the vendor has against the schema that an answer is to be held to. */
export function* formatIssues(schema: JsonObject): Generator<VendorError> {
  const type = typeof schema["type"] === "string" ? schema["type"] : "";
  if (type === "object" && schema["additionalProperties"] !== false) {
    yield issue(`${WHERE}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  }
  const unheld = (UNHELD[type] ?? []).filter((keyword) => keyword in schema);
  if (unheld.length > 0) yield issue(`${WHERE}: For '${type}' type, properties ${unheld.join(", ")} are not supported`);
  for (const inner of innerSchemas(schema)) yield* formatIssues(inner);
}

function innerSchemas(schema: JsonObject): readonly JsonObject[] {
  const named = ["properties", "$defs", "definitions"].flatMap((keyword) => valuesOf(schema[keyword]));
  const listed = ["anyOf", "allOf"].flatMap((keyword) => valuesOf(schema[keyword]));
  return [...named, ...listed, ...valuesOf([schema["items"] ?? null])];
}

function valuesOf(value: JsonValue | undefined): readonly JsonObject[] {
  const values = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return values.filter(isObject);
}
