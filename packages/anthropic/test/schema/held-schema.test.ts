import { expect, test } from "vitest";
import { heldSchema } from "../../src/schema/held-schema.ts";

const text = { type: "string" } as const;

test("an object is closed, at every depth; a field may stay optional", () => {
  const inner = { type: "object", properties: { a: text } };
  const schema = {
    type: "object",
    properties: {
      one: inner,
      many: { type: "array", items: { $ref: "#/$defs/inner" } },
      either: { oneOf: [inner, text] },
    },
    required: ["one"],
    $defs: { inner },
  };
  const closed = { ...inner, additionalProperties: false };

  expect(heldSchema(schema)).toEqual({
    type: "object",
    properties: {
      one: closed,
      many: { type: "array", items: { $ref: "#/$defs/inner" } },
      either: { anyOf: [closed, text] },
    },
    required: ["one"],
    $defs: { inner: closed },
    additionalProperties: false,
  });
});

test("a rule that the vendor does not know is told in words, and one that he knows is kept", () => {
  expect(heldSchema({ ...text, description: "A mail.", format: "email", minLength: 3, pattern: "@" })).toEqual({
    type: "string",
    format: "email",
    description: 'A mail. (minLength: 3, pattern: "@")',
  });
  expect(heldSchema({ type: "array", items: text, minItems: 1, maxItems: 3 })).toEqual({
    type: "array",
    items: text,
    minItems: 1,
    description: "(maxItems: 3)",
  });
  expect(heldSchema({ ...text, format: "emoji" })).toEqual({ type: "string", description: '(format: "emoji")' });
});

/** An object of so many fields of one kind. */
const wide = (count: number, field: object, required: boolean) => {
  const names = Array.from({ length: count }, (_, index) => `f${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, field]));
  return {
    type: "object",
    properties: { inner: { type: "object", properties, required: required ? names : [] } },
    required: ["inner"],
  };
};

test("up to its limits a schema may leave things open", () => {
  expect(heldSchema(wide(24, text, false))).toBeDefined();
  expect(heldSchema(wide(16, { type: ["string", "null"] }, true))).toBeDefined();
});

test.each([
  ["more optional fields than the vendor takes", wide(25, text, false)],
  ["more values of several types than the vendor takes", wide(17, { type: ["string", "null"] }, true)],
  ["more choices than the vendor takes", wide(17, { anyOf: [text, { type: "null" }] }, true)],
  ["an enum of objects", { type: "object", properties: { a: { enum: [{ b: 1 }] } } }],
  ["free keys", { type: "object", properties: {}, additionalProperties: text }],
  ["an object of any fields", { type: ["object", "null"] }],
  ["any value", { type: "object", properties: { a: {} } }],
  ["a list of unlike items", { type: "array", prefixItems: [text] }],
  ["a schema that holds itself", { type: "object", properties: { next: { $ref: "#" } } }],
  [
    "a definition that holds itself",
    {
      type: "object",
      properties: { a: { $ref: "#/$defs/a" } },
      $defs: { a: { type: "object", properties: { b: { $ref: "#/$defs/b" } } }, b: { anyOf: [{ $ref: "#/$defs/a" }] } },
    },
  ],
])("an answer cannot be held to %s", (_, schema) => {
  expect(heldSchema(schema)).toBeUndefined();
});
