import type { SchemaDraft } from "@cfworker/json-schema";
import type { JsonSchema } from "@definable/spec";

/** The draft that `$schema` names; 2020-12 when it names none. */
export function draftOf(schema: JsonSchema): SchemaDraft {
  const dialect = typeof schema["$schema"] === "string" ? schema["$schema"] : "";
  if (dialect.includes("draft-04")) return "4";
  if (dialect.includes("draft-06") || dialect.includes("draft-07")) return "7";
  return dialect.includes("2019-09") ? "2019-09" : "2020-12";
}
