import { expect, test } from "vitest";
import { strictSchema } from "../../src/schema/strict-schema.ts";

const text = { type: "string" } as const;

test("an object whose fields are all required is closed, at every depth", () => {
  const inner = { type: "object", properties: { a: text }, required: ["a"] };
  const schema = {
    type: "object",
    properties: { one: inner, many: { type: "array", items: inner }, maybe: { anyOf: [inner, { type: "null" }] } },
    required: ["one", "many", "maybe"],
    $defs: { inner },
  };
  const closed = { ...inner, additionalProperties: false };

  expect(strictSchema(schema)).toEqual({
    type: "object",
    properties: { one: closed, many: { type: "array", items: closed }, maybe: { anyOf: [closed, { type: "null" }] } },
    required: ["one", "many", "maybe"],
    $defs: { inner: closed },
    additionalProperties: false,
  });
});

test("a rule that not every model takes is told in words", () => {
  const schema = { type: "number", description: "In degrees.", minimum: -90, maximum: 60 };

  expect(strictSchema(schema)).toEqual({ type: "number", description: "In degrees. (minimum: -90, maximum: 60)" });
});

test.each([
  ["an optional field", { type: "object", properties: { a: text } }],
  ["free keys", { type: "object", properties: {}, additionalProperties: text }],
  ["an object of any fields", { type: "object" }],
  ["any value", { type: "object", properties: { a: {} }, required: ["a"] }],
  ["options that exclude each other", { oneOf: [text] }],
  ["a list of unlike items", { type: "array", prefixItems: [text] }],
  ["a reference with words beside it", { $ref: "#/$defs/a", description: "An a." }],
  ["any value in a list of options", { anyOf: [true] }],
])("%s cannot be said strictly", (_, schema) => {
  expect(strictSchema(schema)).toBeUndefined();
});
