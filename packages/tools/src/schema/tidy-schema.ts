import type { JsonSchema } from "@definable/spec";

/** What stands under these keywords is data, not schema: it is kept to the letter. */
const DATA: ReadonlySet<string> = new Set(["default", "const", "enum", "examples"]);

/**
 * A frozen copy of a converter's answer for the eyes of a model: without `$schema` and the bounds of safe integers,
 * which say nothing and cost tokens in every call, and with the root in place when it is only a reference.
 * Throws when it is no JSON.
 */
export function tidySchema(schema: Record<string, unknown>): JsonSchema {
  const { $schema: _dialect, ...plain } = parseObject(JSON.stringify(schema));
  return tidyObject(rootInPlace(plain));
}

/** A root with an id of its own comes as `{ $ref: "#/$defs/X", $defs: { X } }`. */
function rootInPlace(schema: JsonSchema): JsonSchema {
  const { $ref, ...rest } = schema;
  const [, keyword, name] = typeof $ref === "string" ? (/^#\/(\$defs|definitions)\/([^/]+)$/.exec($ref) ?? []) : [];
  if (keyword === undefined || name === undefined) return schema;
  const { [keyword]: definitions, ...siblings } = rest;
  const root = isSchema(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (!isSchema(root)) return schema;
  const isNeeded = JSON.stringify(definitions).includes('"$ref"');
  return { ...root, ...siblings, ...(isNeeded ? { [keyword]: definitions } : {}) };
}

function tidyObject(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema)
    .filter(([keyword, value]) => !isSafeBound(keyword, value))
    .map(([keyword, value]) => [keyword, DATA.has(keyword) ? freeze(value) : tidy(value)]);
  return Object.freeze(Object.fromEntries(entries));
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(tidy));
  return isSchema(value) ? tidyObject(value) : value;
}

function freeze(value: unknown): unknown {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

const isSafeBound = (keyword: string, value: unknown): boolean =>
  (keyword === "minimum" && value === Number.MIN_SAFE_INTEGER) ||
  (keyword === "maximum" && value === Number.MAX_SAFE_INTEGER);

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseObject(text: string): JsonSchema {
  const value: unknown = JSON.parse(text);
  if (isSchema(value)) return value;
  throw new TypeError(`the converter gave ${text.slice(0, 80)}`);
}
