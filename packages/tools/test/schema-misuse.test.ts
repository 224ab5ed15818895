import { isDefinableError } from "@definable/spec";
import { type } from "arktype";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { tool } from "../src/index.ts";

/** The message of the `INVALID_TOOL` error that a tool with this schema is refused with. */
function refusal(inputSchema: unknown): string {
  try {
    (tool as (options: unknown) => unknown)({ name: "t", description: "Does it.", inputSchema, execute: () => "" });
  } catch (error) {
    if (isDefinableError(error) && error.code === "INVALID_TOOL") return error.message;
    throw error;
  }
  throw new Error("the schema was taken");
}

test("a plain JSON Schema is refused with the way to wrap it", () => {
  expect(refusal({ type: "object", properties: {} })).toBe(
    'Tool "t" has a plain JSON Schema. Wrap it: jsonSchema({ ... }) from "@definable/tools/json-schema".',
  );
});

test.each([
  ["valibot without its converter", v.object({ a: v.string() }), "valibot"],
  ["zod/mini", mini.object({ a: mini.string() }), "zod"],
  [
    "a library without JSON Schema",
    { "~standard": { version: 1, vendor: "homemade", validate: () => ({ value: {} }) } },
    "homemade",
  ],
])("%s is refused with the libraries that work", (_what, schema, vendor) => {
  expect(refusal(schema)).toContain(`has a schema of ${vendor} that gives no JSON Schema`);
  expect(refusal(schema)).toMatch(/zod >= 4\.2.*arktype.*toStandardJsonSchema/);
});

test("an object of schemas is refused with the way to make one", () => {
  expect(refusal({ city: z.string() })).toContain("an object of schemas in place of a schema. Make one of it");
});

test.each([[undefined], [null]])("a tool with the schema %s learns of the empty one", (schema) => {
  expect(refusal(schema)).toContain("has no schema. A tool without input has an empty one, such as z.object({})");
});

test.each([["a string"], [7], [{}], [[]]])("%j is no schema", (schema) => {
  expect(refusal(schema)).toContain("in place of a schema");
});

test.each([
  [z.string(), 'of type "string"'],
  [z.array(z.object({})), 'of type "array"'],
  [z.object({}).nullable(), '"anyOf"'],
  [z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), '"anyOf"'],
  [z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })]), '"oneOf"'],
  [z.any(), "of no type"],
  [type("string"), 'of type "string"'],
])("the root of schema %# is refused because it is no object", (schema, root) => {
  expect(refusal(schema)).toContain(`has a schema whose root is ${root}. The arguments of a call are one object`);
});

test("a type that JSON does not have is refused with the library's reason", () => {
  expect(refusal(z.object({ when: z.date() }))).toMatch(
    /JSON Schema cannot express: Date cannot be represented in JSON Schema\. Use types that JSON has/,
  );
});

test("a converter that gives no JSON is refused", () => {
  const circular: Record<string, unknown> = { type: "object" };
  circular["self"] = circular;
  const schema = {
    "~standard": {
      version: 1,
      vendor: "odd",
      validate: () => ({ value: {} }),
      jsonSchema: { input: () => circular, output: () => circular },
    },
  };
  expect(refusal(schema)).toContain("JSON Schema cannot express");
});
