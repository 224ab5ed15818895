import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";

type Path = readonly string[];

/** What is wrong with the parameters of a function, in the vendor's words; undefined when nothing is. */
export function parameterProblem(schema: JsonValue, strict: boolean): string | undefined {
  const type = isObject(schema) ? schema["type"] : undefined;
  if (!isObject(schema) || type !== "object") {
    return `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(type ?? "None")}'.`;
  }
  if (!isObject(schema["properties"])) {
    // A function without parameters is `{ type: "object", properties: {} }`.
    return "In context=(), object schema missing properties.";
  }
  return schemaProblem(schema, strict);
}

/** What is wrong with a schema. `strict` is the mode in which the model's output always fits it. */
export function schemaProblem(schema: JsonObject, strict: boolean): string | undefined {
  for (const problem of problems(schema, [], strict)) return problem;
  return undefined;
}

function* problems(schema: JsonValue, path: Path, strict: boolean): Generator<string> {
  if (!isObject(schema)) return;
  if (schema["type"] === "array" && schema["items"] === undefined && schema["prefixItems"] === undefined) {
    yield `In ${context(path)}, array schema missing items.`;
  }
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  if (strict && schema["type"] === "object") yield* strictProblems(schema, Object.keys(properties), path);
  for (const [name, child] of Object.entries(properties)) {
    yield* problems(child, [...path, "properties", name], strict);
  }
  if (schema["items"] !== undefined) yield* problems(schema["items"], [...path, "items"], strict);
  for (const list of ["anyOf", "oneOf", "allOf"] as const) {
    const options = schema[list];
    if (!isArray(options)) continue;
    for (const [index, option] of options.entries()) {
      yield* problems(option, [...path, list, String(index)], strict);
    }
  }
  for (const defs of ["$defs", "definitions"] as const) {
    const named = isObject(schema[defs]) ? schema[defs] : {};
    for (const [name, child] of Object.entries(named)) yield* problems(child, [...path, defs, name], strict);
  }
}

function* strictProblems(schema: JsonObject, names: readonly string[], path: Path): Generator<string> {
  if (schema["additionalProperties"] !== false) {
    yield `In ${context(path)}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const required = isArray(schema["required"]) ? schema["required"] : [];
  const absent = names.find((name) => !required.includes(name));
  if (absent !== undefined) {
    yield (
      `In ${context(path)}, 'required' is required to be supplied and to be an array including every key in ` +
        `properties. Missing '${absent}'.`
    );
  }
}

function context(path: Path): string {
  const quoted = path.map((part) => `'${part}'`);
  return `context=(${quoted.join(", ")}${quoted.length === 1 ? "," : ""})`;
}
