import { isDefinableError } from "@definable/spec";
import type { JsonObject, JsonSchema } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool, validateInput } from "../../src/index.ts";
import { jsonSchema } from "../../src/json-schema.ts";

/** The lines of the answer that tell of issues; none when the arguments fit. */
function issues(schema: JsonSchema, value: JsonObject): string[] {
  const subject = tool({ name: "t", description: "d", inputSchema: jsonSchema(schema), execute: () => "" });
  const validated = validateInput(subject, value);
  if (validated instanceof Promise) throw new Error("JSON Schema is synchronous");
  return validated.ok ? [] : validated.error.split("\n").slice(1, -1);
}

test("the schema itself is neither changed nor frozen", () => {
  const schema = { type: "object", properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { type: "string" } } };
  const before = structuredClone(schema);
  expect(issues(Object.freeze(schema), { a: "x" })).toEqual([]);
  expect(schema).toEqual(before);
  expect(Object.isFrozen(schema.properties)).toBe(false);
});

test("values pass unchanged: a default is shown and not filled in", () => {
  const schema = jsonSchema({ type: "object", properties: { n: { type: "integer", default: 3 } } });
  const value = {};
  expect(schema["~standard"].validate(value)).toEqual({ value: {} });
  expect(schema["~standard"].jsonSchema?.input({ target: "draft-07" })).toMatchObject({
    properties: { n: { default: 3 } },
  });
});

const place = {
  type: "object",
  properties: { lat: { type: "number", minimum: -90 }, kind: { enum: ["city", "lake"] } },
  required: ["lat"],
  additionalProperties: false,
};

const mixed = { type: "object", properties: { n: { type: "number" } }, additionalProperties: { type: "string" } };
const nest = { type: "object", properties: { at: place }, additionalProperties: false };

test.each<[string, JsonSchema, JsonObject, string[]]>([
  [
    "a nested field behind a $ref",
    { type: "object", properties: { at: { type: "array", items: { $ref: "#/$defs/P" } } }, $defs: { P: place } },
    { at: [{ lat: 1 }, { lat: "x" }] },
    ['- at[1].lat: expected "number"; got "x"'],
  ],
  ["a missing field", place, {}, ['- lat: is required (expected {"type":"number","minimum":-90}); it is missing']],
  ["a field too many", place, { lat: 1, alt: 2 }, ["- alt: is not expected here; got 2"]],
  ["a choice", place, { lat: 1, kind: "sea" }, ['- kind: expected one of ["city","lake"]; got "sea"']],
  [
    "alternatives, without the errors of each",
    { type: "object", properties: { id: { anyOf: [{ type: "string" }, { type: "null" }] } } },
    { id: 7 },
    ['- id: does not match any subschemas (expected {"anyOf":[{"type":"string"},{"type":"null"}]}); got 7'],
  ],
  [
    "several types",
    { type: "object", properties: { id: { type: ["string", "null"] } } },
    { id: 7 },
    ['- id: expected "string" or "null"; got 7'],
  ],
  [
    "a declared field among others of another type, once",
    mixed,
    { n: true, s: 1 },
    ['- n: expected "number"; got true', '- s: expected "string"; got 1'],
  ],
  ["a field too many in a field", nest, { at: { lat: 1, alt: 2 } }, ["- at.alt: is not expected here; got 2"]],
  ["a constant", { type: "object", properties: { k: { const: "x" } } }, { k: 1 }, ['- k: expected "x"; got 1']],
  [
    "too few fields",
    { type: "object", minProperties: 2 },
    { a: 1 },
    ["- The whole does not have at least 2 properties"],
  ],
])("it tells of %s", (...[, schema, value, expected]) => {
  expect(issues(schema, value)).toEqual(expected);
});

test("keys with slashes, tildes and digits are named as they are", () => {
  const schema = { type: "object", additionalProperties: { type: "object", additionalProperties: { type: "null" } } };
  expect(issues(schema, { "a/b~c": { "0": 1 } })).toEqual(['- a/b~c.0: expected "null"; got 1']);
});

test("a field that is called like something that every object inherits is a field like others", () => {
  const schema = { type: "object", properties: { constructor: { type: "string" } }, required: ["toString"] };
  expect(issues(schema, { toString: "x" })).toEqual([]);
  expect(issues(schema, { toString: "x", constructor: "Ferrari" })).toEqual([]);
  expect(issues(schema, {})).toEqual(["- toString: is required; it is missing"]);
});

test.each([
  ["draft-04", { $schema: "http://json-schema.org/draft-04/schema#", exclusiveMinimum: true, minimum: 3 }],
  ["draft-07", { $schema: "http://json-schema.org/draft-07/schema#", exclusiveMinimum: 3 }],
  ["2019-09", { $schema: "https://json-schema.org/draft/2019-09/schema", exclusiveMinimum: 3 }],
  ["2020-12", { exclusiveMinimum: 3 }],
])("%s is read by its own rules", (_draft, { $schema, ...limits }: Record<string, unknown>) => {
  const schema = { ...($schema === undefined ? {} : { $schema }), type: "object", properties: { n: limits } };
  expect(issues(schema, { n: 4 })).toEqual([]);
  expect(issues(schema, { n: 3 })).toHaveLength(1);
});

const circular: Record<string, unknown> = { type: "object" };
circular["properties"] = circular;

test.each<[string, unknown, RegExp]>([
  ["a list", [], /needs a JSON Schema object/],
  ["a string", "object", /needs a JSON Schema object, not string/],
  ["a Standard Schema", z.object({}), /was given a Standard Schema\. Use it as it is/],
  ["a cycle", circular, /a schema that is no JSON/],
  ["a dead $ref", { properties: { a: { $ref: "#/$defs/Gone" } } }, /cannot resolve the \$ref "#\/\$defs\/Gone"/],
  ["a remote $ref", { $ref: "https://example.com/x.json" }, /cannot resolve the \$ref "https:/],
  ["a broken pattern", { properties: { a: { pattern: "(" } } }, /was given the pattern "\(": /],
  ["a broken key pattern", { patternProperties: { "[": {} } }, /was given the pattern "\[": /],
])("%s is refused at once", (_what, schema, message) => {
  const attempt = (): unknown => (jsonSchema as (schema: unknown) => unknown)(schema);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(expect.toSatisfy(isDefinableError));
});
