import type { JsonSchema } from "@definable/spec";

/** What the vendor takes as it stands. */
const KEPT: ReadonlySet<string> = new Set([
  "type",
  "description",
  "title",
  "enum",
  "const",
  "required",
  "default",
  "$ref",
]);
/** What narrows a value, and the vendor does not hold an answer to: it is told in words. */
const TOLD: ReadonlySet<string> = new Set(
  (
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength " +
    "maxLength pattern format minItems maxItems uniqueItems examples"
  ).split(" "),
);
/** The formats of a text that the vendor holds an answer to. */
const FORMATS: ReadonlySet<unknown> = new Set(
  ("date-time time date duration email " + "hostname uri ipv4 ipv6 uuid").split(" "),
);
/** The vendor refuses schemas with more of these. */
const MOST_OPTIONAL = 24;
const MOST_UNIONS = 16;
/** Thrown and caught here: a part of the schema that the vendor cannot hold an answer to. */
class Unsayable extends Error {}

/**
 * A schema as the vendor wants it: closed objects, nothing that only narrows. Undefined for one that he cannot hold an answer
 * to, such as one with free keys, one that holds itself, or one with too many choices.
 */
export function heldSchema(schema: JsonSchema): JsonSchema | undefined {
  try {
    const held = hold(schema);
    return isCircular(held) || isTooMuch(held) ? undefined : held;
  } catch (reason) {
    if (reason instanceof Unsayable) return undefined;
    throw reason;
  }
}

function hold(schema: unknown): JsonSchema {
  if (!isSchema(schema) || !isSaid(schema)) throw new Unsayable();
  const told: string[] = [];
  const entries: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "enum" && !isSimple(value)) throw new Unsayable();
    if (KEPT.has(keyword) || isHeld(keyword, value)) entries.push([keyword, value]);
    else if (TOLD.has(keyword)) told.push(`${keyword}: ${JSON.stringify(value)}`);
    else entries.push([keyword === "oneOf" ? "anyOf" : keyword, writeKeyword(keyword, value)]);
  }
  if (schema["type"] === "object") entries.push(["additionalProperties", false]);
  if (told.length > 0) {
    const said = typeof schema["description"] === "string" ? `${schema["description"]} ` : "";
    entries.push(["description", `${said}(${told.join(", ")})`]);
  }
  return Object.fromEntries(entries);
}

function isHeld(keyword: string, value: unknown): boolean {
  if (keyword === "format") return FORMATS.has(value);
  return keyword === "minItems" && (value === 0 || value === 1);
}

/** The vendor takes texts, numbers, truth and null to choose from. */
const isSimple = (choices: unknown): boolean =>
  Array.isArray(choices) && choices.every((choice) => choice === null || typeof choice !== "object");

function writeKeyword(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case "additionalProperties":
      if (value !== false) throw new Unsayable();
      return value;
    case "items":
      return hold(value);
    case "anyOf":
    case "oneOf":
      if (!Array.isArray(value)) throw new Unsayable();
      return value.map(hold);
    case "properties":
    case "$defs":
    case "definitions":
      if (!isSchema(value)) throw new Unsayable();
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hold(inner)]));
    default:
      throw new Unsayable();
  }
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A schema that takes anything cannot be held to, nor can an object of any fields. */
function isSaid({ type, properties, ...rest }: JsonSchema): boolean {
  const isObject = type === "object" || (Array.isArray(type) && type.includes("object"));
  if (isObject) return type === "object" && isSchema(properties);
  return type !== undefined || ["$ref", "anyOf", "oneOf", "enum", "const"].some((keyword) => keyword in rest);
}

/** True when it leaves open more than the vendor takes: fields that may be missing, and values of more than one kind. */
function isTooMuch(schema: JsonSchema): boolean {
  let optional = 0;
  let unions = 0;
  const count = (part: unknown): void => {
    if (!isSchema(part)) return;
    const { type, anyOf, required, properties, items } = part;
    if (Array.isArray(type) || anyOf !== undefined) unions += 1;
    const fields = Object.keys(Object(properties));
    const must: readonly unknown[] = Array.isArray(required) ? required : [];
    optional += fields.filter((name) => !must.includes(name)).length;
    const named = [properties, part["$defs"], part["definitions"]].flatMap((parts) => Object.values(Object(parts)));
    for (const inner of [...named, items, ...(Array.isArray(anyOf) ? anyOf : [])]) count(inner);
  };
  count(schema);
  return optional > MOST_OPTIONAL || unions > MOST_UNIONS;
}

/** True when a definition leads back to itself. */
function isCircular(schema: JsonSchema): boolean {
  const named = { ...Object(schema["definitions"]), ...Object(schema["$defs"]) } as Readonly<Record<string, unknown>>;
  const leadsTo = (value: unknown): readonly string[] =>
    (JSON.stringify(value) ?? "").match(/"\$ref":"[^"]*"/g)?.map((found) => found.slice(8, -1)) ?? [];
  const path: string[] = [];
  const visit = (pointer: string): boolean => {
    const name = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(pointer)?.[1];
    // A place elsewhere in the schema, or the whole of it.
    if (name === undefined || path.includes(name)) return true;
    path.push(name);
    const found = leadsTo(named[name]).some(visit);
    path.pop();
    return found;
  };
  return leadsTo(schema).some(visit);
}
