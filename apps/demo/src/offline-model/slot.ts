import type { JsonSchema, JsonValue } from "@definable/spec";
import { wordsOf } from "./clause.ts";
import type { NamedSchema, Shape } from "./shape.ts";
import { spokenName } from "./spoken-name.ts";
import { textShape } from "./text-shape.ts";

/** One argument of a tool, as its schema describes it. The arguments of a nested object are slots of their own. */
export interface Slot {
  /** Where its value goes: the names from the outside in. */
  readonly path: readonly string[];
  readonly isRequired: boolean;
  readonly shape: Shape;
  /** Stems of its name: "with the title ..." leads to it. */
  readonly nameStems: ReadonlySet<string>;
  /** Stems of its description. */
  readonly aboutStems: ReadonlySet<string>;
  readonly direction?: "from" | "to" | undefined;
  readonly description: string;
}

/** Where in a schema the reading is. */
interface Place {
  readonly root: JsonSchema;
  readonly path: readonly string[];
  readonly isRequired: boolean;
}

const FROM = /\b(?:from|source|origin|start|begin|base|departure|since|first|earlier)\b/;
const TO = /\b(?:to|target|destination|end|into|until|recipient|arrival|second|later)\b/;
const MAX_DEPTH = 4;

/** The arguments of an object schema, in its order. */
export function slotsOf(schema: JsonSchema): readonly Slot[] {
  return slotsAt(schema, { root: schema, path: [], isRequired: true });
}

function slotsAt(schema: JsonSchema, { root, path, isRequired }: Place): readonly Slot[] {
  if (path.length > MAX_DEPTH) return [];
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(asSchema(schema["properties"]) ?? {}).flatMap(([name, value]) => {
    const property = resolved(asSchema(value) ?? {}, root);
    const place = {
      root,
      path: [...path, name],
      isRequired: isRequired && required.includes(name) && property["default"] === undefined,
    };
    if (property["type"] === "object") return slotsAt(property, place);
    const shape = shapeOf({ name, schema: property, root });
    if (shape === undefined) return [];
    return [{ ...place, shape, ...wordsAbout(name, property["description"]) }];
  });
}

function wordsAbout(name: string, about: unknown): Omit<Slot, "path" | "isRequired" | "shape"> {
  const description = typeof about === "string" ? about : "";
  const spoken = spokenName(name);
  const direction = directionOf(spoken) ?? directionOf(description.toLowerCase());
  return {
    description,
    direction,
    nameStems: new Set(
      wordsOf(spoken)
        .filter((word) => word.role !== "function")
        .map((word) => word.stem),
    ),
    aboutStems: new Set(
      wordsOf(description)
        .filter((word) => word.role === "content")
        .map((word) => word.stem),
    ),
  };
}

function directionOf(text: string): "from" | "to" | undefined {
  if (FROM.test(text) === TO.test(text)) return undefined;
  return FROM.test(text) ? "from" : "to";
}

function shapeOf(named: NamedSchema): Shape | undefined {
  const { schema, root } = named;
  const choice = choiceOf(schema);
  if (choice !== undefined) return choice;
  const type = Array.isArray(schema["type"]) ? schema["type"].find((each) => each !== "null") : schema["type"];
  switch (type) {
    case "integer":
    case "number":
      return { kind: "number", isInteger: type === "integer", ...boundsOf(schema) };
    case "boolean":
      return { kind: "boolean" };
    case "array": {
      const item = shapeOf({ ...named, schema: resolved(asSchema(schema["items"]) ?? { type: "string" }, root) });
      return item === undefined ? undefined : { kind: "list", item };
    }
    case "string":
    case undefined:
      return textShape(named);
    default:
      return undefined;
  }
}

function choiceOf(schema: JsonSchema): Shape | undefined {
  // What stands in a JSON Schema document is JSON.
  if ("const" in schema) return { kind: "constant", value: schema["const"] as JsonValue };
  if (!Array.isArray(schema["enum"])) return undefined;
  const values = schema["enum"].filter((each) => typeof each === "string" || typeof each === "number");
  return values.length === 0 ? undefined : { kind: "choice", values };
}

function boundsOf(schema: JsonSchema): { readonly min: number; readonly max: number } {
  const number = (key: string, fallback: number) => (typeof schema[key] === "number" ? schema[key] : fallback);
  return { min: number("minimum", -Infinity), max: number("maximum", Infinity) };
}

/** Follows `$ref` and takes the first alternative that is not null. */
function resolved(schema: JsonSchema, root: JsonSchema, depth = 0): JsonSchema {
  if (depth > MAX_DEPTH) return schema;
  const reference = schema["$ref"];
  if (typeof reference === "string" && reference.startsWith("#/")) {
    let target: unknown = root;
    for (const key of reference.slice(2).split("/")) target = asSchema(target)?.[key];
    return resolved({ ...asSchema(target), ...without(schema, "$ref") }, root, depth + 1);
  }
  const alternatives = [schema["anyOf"], schema["oneOf"], schema["allOf"]].find((each) => Array.isArray(each));
  const first = alternatives?.map(asSchema).find((each) => each !== undefined && each["type"] !== "null");
  return first === undefined
    ? schema
    : resolved({ ...first, ...without(schema, "anyOf", "oneOf", "allOf") }, root, depth + 1);
}

function without(schema: JsonSchema, ...keys: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}

function asSchema(value: unknown): JsonSchema | undefined {
  // An object that is no array has string keys: that is all that the type says.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;
}
