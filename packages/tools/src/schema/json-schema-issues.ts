import { encodePointer } from "@cfworker/json-schema";
import type { OutputUnit } from "@cfworker/json-schema";
import type { SchemaIssue } from "@definable/spec";

/** Keywords that only repeat what the errors below them say. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems",
  "allOf",
  "if",
  "dependentSchemas",
  "$ref",
  "$recursiveRef",
]);

/** Keywords that say it all: the errors of each alternative below them would only confuse. */
const WHOLES: ReadonlySet<string> = new Set(["anyOf", "oneOf", "not", "contains", "propertyNames"]);

/** Makes issues with a path of what the validator says, one for each place that is wrong. */
export function issuesOf(errors: readonly OutputUnit[], value: unknown): readonly SchemaIssue[] {
  const wholes = errors.filter(({ keyword }) => WHOLES.has(keyword)).map((unit) => `${unit.keywordLocation}/`);
  const declared = errors.filter(({ keyword }) => keyword === "properties").map(declaredField);
  const told = errors.filter(
    (unit) =>
      !WRAPPERS.has(unit.keyword) &&
      !wholes.some((whole) => unit.keywordLocation.startsWith(whole)) &&
      !declared.some((field) => isAboutTheRest(unit, field)),
  );
  return (told.length === 0 ? errors : told).map((unit) => issueOf(unit, value));
}

interface DeclaredField {
  readonly instance: string;
  readonly schema: string;
}

/** Where the field is, and the schema that declares it, of an error of the keyword `properties`. */
function declaredField({ error, instanceLocation, keywordLocation }: OutputUnit): DeclaredField {
  const [, name = ""] = /"(.*)"/s.exec(error) ?? [];
  return {
    instance: `${instanceLocation}/${encodePointer(name)}`,
    schema: keywordLocation.slice(0, -"/properties".length),
  };
}

/** The validator takes a declared field that is wrong also for an additional one: that error would mislead. */
function isAboutTheRest(unit: OutputUnit, field: DeclaredField): boolean {
  if (unit.keyword === "false") return unit.instanceLocation === field.instance;
  const isBelow = `${unit.instanceLocation}/`.startsWith(`${field.instance}/`);
  const rests = [`${field.schema}/additionalProperties/`, `${field.schema}/unevaluatedProperties/`];
  return isBelow && rests.some((rest) => unit.keywordLocation.startsWith(rest));
}

function issueOf(unit: OutputUnit, value: unknown): SchemaIssue {
  const path = pathOf(unit.instanceLocation, value);
  const words = unit.error.replace(/\.$/, "");
  switch (unit.keyword) {
    case "false":
      return { message: "is not expected here", path };
    case "required": {
      const [, name] = /"(.*)"/s.exec(unit.error) ?? [];
      return { message: "is required", path: name === undefined ? path : [...path, name] };
    }
    case "type":
      return { message: words.replace(/^.*Expected /s, "expected ").replaceAll('", "', '" or "'), path };
    case "enum":
      return { message: words.replace(/^.*? match any of /s, "expected one of "), path };
    case "const":
      return { message: words.replace(/^.*? match /s, "expected "), path };
    default:
      return { message: words.replace(/^Instance /, path.length === 0 ? "The whole " : ""), path };
  }
}

/** `#/tags/0` as a path; a number is an index only where the value holds an array. */
function pathOf(pointer: string, value: unknown): readonly PropertyKey[] {
  let here: unknown = value;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const name = decodeURI(step).replaceAll("~1", "/").replaceAll("~0", "~");
      const key = Array.isArray(here) ? Number(name) : name;
      here = typeof here === "object" && here !== null ? Reflect.get(here, key) : undefined;
      return key;
    });
}
