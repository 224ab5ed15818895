import type { StandardSchema } from "@definable/spec";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import { callTool, tool } from "../../src/index.ts";
import { jsonSchema } from "../../src/json-schema.ts";

/** One schema, said in each library. */
const schemas: readonly [string, StandardSchema][] = [
  [
    "zod",
    z.object({
      city: z.string().describe("Where"),
      nights: z.int(),
      price: z.number().optional(),
      tags: z.array(z.string()).optional(),
    }),
  ],
  [
    "arktype",
    type({ city: type.string.describe("Where"), nights: "number.integer", "price?": "number", "tags?": "string[]" }),
  ],
  [
    "valibot",
    toStandardJsonSchema(
      v.object({
        city: v.pipe(v.string(), v.description("Where")),
        nights: v.pipe(v.number(), v.integer()),
        price: v.optional(v.number()),
        tags: v.optional(v.array(v.string())),
      }),
    ),
  ],
  [
    "JSON Schema",
    jsonSchema({
      type: "object",
      properties: {
        city: { type: "string", description: "Where" },
        nights: { type: "integer" },
        price: { type: "number" },
        tags: { type: "array", items: { type: "string" } },
      },
      required: ["city", "nights"],
    }),
  ],
];

const bookWith = (inputSchema: StandardSchema) =>
  tool({ name: "book", description: "Books.", inputSchema, execute: (input) => input });

test.each(schemas)("%s: the model sees integers, numbers, lists and what is required", (_library, schema) => {
  expect(bookWith(schema).parameters).toEqual({
    type: "object",
    properties: {
      city: { type: "string", description: "Where" },
      nights: { type: "integer" },
      price: { type: "number" },
      tags: { type: "array", items: { type: "string" } },
    },
    required: ["city", "nights"],
  });
});

test.each(schemas)("%s: input that fits reaches the tool", async (_library, schema) => {
  const input = { city: "Rome", nights: 2, tags: ["old"] };
  expect(await callTool(bookWith(schema), input)).toEqual(input);
});

test.each(schemas)(
  "%s: each wrong field is named once, with what is expected and what came",
  async (_library, schema) => {
    const call = callTool(bookWith(schema), { nights: 1.5, price: "cheap", tags: ["old", 7] });
    const message = await call.catch((error: Error) => error.message);
    expect(message).toMatch(/^- city\b.*(expected|Expected|must be).*it is missing \(got only nights, price, tags\)$/m);
    expect(message).toMatch(/^- nights\b.*integer|int\b.*got 1\.5$/m);
    expect(message).toMatch(/^- price\b.*number.*got "cheap"$/m);
    expect(message).toMatch(/^- tags\[1\].*string.*got 7$/m);
    expect(String(message).split("\n")).toHaveLength(6);
  },
);

test("zod and valibot: defaults are shown to the model and applied", async () => {
  const withDefault: readonly StandardSchema[] = [
    z.object({ nights: z.int().default(1) }),
    toStandardJsonSchema(v.object({ nights: v.optional(v.pipe(v.number(), v.integer()), 1) })),
  ];
  for (const schema of withDefault) {
    const book = bookWith(schema);
    expect(book.parameters["properties"]).toEqual({ nights: { type: "integer", default: 1 } });
    expect(await callTool(book, {})).toEqual({ nights: 1 });
  }
});

test("arktype: a message that begins with the path does not say it twice", async () => {
  await expect(callTool(bookWith(type({ city: "string" })), { city: 7 })).rejects.toThrow(
    /^- city must be a string \(was a number\); got 7$/m,
  );
});

test("arktype: a default is applied", async () => {
  expect(await callTool(bookWith(type({ nights: "number.integer = 1" })), {})).toEqual({ nights: 1 });
});
