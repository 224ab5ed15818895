import type { JsonSchema } from "@definable/spec";

/** What strict mode takes as it stands. */
const KEPT: ReadonlySet<string> = new Set(["type", "description", "title", "enum", "const", "required", "$ref"]);
/** What narrows a value, and not every model takes in strict mode: it is told in words. */
const TOLD: ReadonlySet<string> = new Set(
  (
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength " +
    "pattern format minItems maxItems uniqueItems default examples"
  ).split(" "),
);
/** Thrown and caught here: a part of the schema that strict mode cannot say. */
class Unsayable extends Error {}

/**
 * A schema as strict mode wants it, in which every answer fits: closed objects whose fields are all required. Undefined for a
 * schema that would mean something else then, such as one with optional fields: that one goes without strict mode.
 */
export function strictSchema(schema: JsonSchema): JsonSchema | undefined {
  try {
    return strict(schema);
  } catch (reason) {
    if (reason instanceof Unsayable) return undefined;
    throw reason;
  }
}

function strict(schema: unknown): JsonSchema {
  if (!isSchema(schema) || !isSaid(schema) || !isWhole(schema)) throw new Unsayable();
  const told: string[] = [];
  const entries: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (TOLD.has(keyword)) told.push(`${keyword}: ${JSON.stringify(value)}`);
    else entries.push([keyword, KEPT.has(keyword) ? value : writeKeyword(keyword, value)]);
  }
  if (schema["type"] === "object") entries.push(["additionalProperties", false]);
  if (told.length > 0) {
    const said = typeof schema["description"] === "string" ? `${schema["description"]} ` : "";
    entries.push(["description", `${said}(${told.join(", ")})`]);
  }
  return Object.fromEntries(entries);
}

function writeKeyword(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case "additionalProperties":
      if (value !== false) throw new Unsayable();
      return value;
    case "items":
      return strict(value);
    case "anyOf":
      if (!Array.isArray(value)) throw new Unsayable();
      return value.map(strict);
    case "properties":
    case "$defs":
    case "definitions":
      if (!isSchema(value)) throw new Unsayable();
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, strict(inner)]));
    default:
      throw new Unsayable();
  }
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A schema that takes anything cannot be held to; a reference stands alone. */
function isSaid(schema: JsonSchema): boolean {
  if ("$ref" in schema) return Object.keys(schema).length === 1;
  return "type" in schema || "anyOf" in schema;
}

/** An object lists its fields, and none of them may be missing. */
function isWhole({ type, properties, required }: JsonSchema): boolean {
  if (type === "array") return true;
  if (type !== "object") return properties === undefined && !(Array.isArray(type) && type.includes("object"));
  if (!isSchema(properties)) return false;
  const must: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.keys(properties).every((name) => must.includes(name));
}
