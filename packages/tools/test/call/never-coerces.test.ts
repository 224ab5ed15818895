import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonValue, StandardSchema } from "@definable/spec";
import { tool, validateInput } from "../../src/index.ts";
import { jsonSchema } from "../../src/json-schema.ts";

const plain = (fieldType: string): StandardSchema =>
  jsonSchema({ type: "object", properties: { field: { type: fieldType } }, required: ["field"] });

const schemas: readonly [string, Record<"string" | "number" | "boolean", StandardSchema>][] = [
  [
    "zod",
    {
      string: z.object({ field: z.string() }),
      number: z.object({ field: z.number() }),
      boolean: z.object({ field: z.boolean() }),
    },
  ],
  [
    "arktype",
    { string: type({ field: "string" }), number: type({ field: "number" }), boolean: type({ field: "boolean" }) },
  ],
  [
    "valibot",
    {
      string: toStandardJsonSchema(v.object({ field: v.string() })),
      number: toStandardJsonSchema(v.object({ field: v.number() })),
      boolean: toStandardJsonSchema(v.object({ field: v.boolean() })),
    },
  ],
  ["JSON Schema", { string: plain("string"), number: plain("number"), boolean: plain("boolean") }],
];

/** What other libraries like to repair, among everything else that JSON can hold. */
const tempting: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom("5", " 5 ", "true", "false", "null", "none", "", "[]", 0, 1, null, true, false),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.integer()),
  fc.dictionary(fc.string(), fc.string()),
);

test.each(schemas)("%s: a value passes exactly when it has the type, and passes unchanged", (_vendor, byType) => {
  for (const fieldType of ["string", "number", "boolean"] as const) {
    const subject = tool({ name: "t", description: "d", inputSchema: byType[fieldType], execute: () => "" });
    fc.assert(
      fc.property(tempting, (field) => {
        const validated = validateInput(subject, { field });
        if (typeof field === fieldType) expect(validated).toEqual({ ok: true, value: { field } });
        else expect(validated).toMatchObject({ ok: false, error: expect.stringContaining("field") });
      }),
      { numRuns: 500 },
    );
  }
});
