import type { JsonSchema, StandardSchema } from "@definable/spec";
import { type } from "arktype";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../../src/index.ts";

const parametersOf = (inputSchema: StandardSchema): JsonSchema =>
  tool({ name: "t", description: "d", inputSchema, execute: () => "" }).parameters;

/** A schema whose converter gives just this. */
const giving = (schema: Record<string, unknown>): StandardSchema => ({
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) => ({ value }),
    jsonSchema: { input: () => schema, output: () => schema },
  },
});

test("what only costs tokens is left out: the dialect and the bounds of safe integers", () => {
  expect(parametersOf(z.object({ n: z.int(), small: z.int().min(3) }))).toEqual({
    type: "object",
    properties: { n: { type: "integer" }, small: { type: "integer", minimum: 3 } },
    required: ["n", "small"],
  });
});

test("defaults, constants and examples are data and stay to the letter", () => {
  const data = { minimum: Number.MIN_SAFE_INTEGER, $schema: "x" };
  const schema = { type: "object", properties: { a: { default: data, enum: [data], examples: [data] } } };
  expect(parametersOf(giving(schema))).toEqual(schema);
});

test("a root with an id of its own is put in its place", () => {
  const booking = z.object({ city: z.string() }).meta({ id: "Booking" });
  expect(parametersOf(booking)).toMatchObject({ type: "object", properties: { city: { type: "string" } } });
  expect(parametersOf(booking)).not.toHaveProperty("$defs");
});

test("a root that refers to itself keeps what it refers to", () => {
  const node: z.ZodType = z
    .object({
      get children() {
        return z.array(node);
      },
    })
    .meta({ id: "Node" });
  expect(parametersOf(node)).toMatchObject({
    type: "object",
    properties: { children: { type: "array", items: { $ref: "#/$defs/Node" } } },
    $defs: { Node: { type: "object" } },
  });
});

test("an object without properties lists none, because some vendors ask for the list", () => {
  expect(parametersOf(type({}))).toEqual({ type: "object", properties: {} });
});

test("a converter that knows only the older dialect is asked for that", () => {
  const schema = giving({});
  const input = ({ target }: { target: string }): Record<string, unknown> => {
    if (target === "draft-07") return { type: "object", properties: {} };
    throw new Error("unknown target");
  };
  expect(parametersOf({ "~standard": { ...schema["~standard"], jsonSchema: { input, output: input } } })).toEqual({
    type: "object",
    properties: {},
  });
});

test("all else that a converter gives arrives unchanged", () => {
  const keyword = fc.string().filter((name) => !["$schema", "$ref", "type", "properties"].includes(name));
  fc.assert(
    fc.property(fc.dictionary(keyword, fc.jsonValue()), (rest) => {
      const schema = { type: "object", properties: {}, ...rest };
      expect(parametersOf(giving(schema))).toEqual(JSON.parse(JSON.stringify(schema)));
    }),
    { numRuns: 500 },
  );
});
