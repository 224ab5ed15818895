import type { Tool, ToolContext } from "@definable/spec";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { tool } from "../src/index.ts";
import { jsonSchema } from "../src/json-schema.ts";

interface Deps {
  readonly db: { find(id: string): Promise<string> };
}

const described = { name: "t", description: "d" };

test("the input is what the schema gives after validation", () => {
  tool({
    ...described,
    inputSchema: z.object({ city: z.string(), nights: z.int().default(1), tags: z.array(z.string()).optional() }),
    requiresConfirmation: (input) => input.nights > 3,
    execute: (input) => {
      expectTypeOf(input).toEqualTypeOf<{ city: string; nights: number; tags?: string[] | undefined }>();
    },
  });
});

test("arktype, valibot and JSON Schema give the same input", () => {
  const input = expectTypeOf<{ city: string }>();
  tool({ ...described, inputSchema: type({ city: "string" }), execute: (given) => input.toEqualTypeOf(given) });
  tool({
    ...described,
    inputSchema: toStandardJsonSchema(v.object({ city: v.string() })),
    execute: (given) => input.toEqualTypeOf(given),
  });
  tool({
    ...described,
    inputSchema: jsonSchema<{ city: string }>({ type: "object" }),
    execute: (given) => input.toEqualTypeOf(given),
  });
});

test("the output is what execute returns, promise or not", () => {
  const inputSchema = z.object({ n: z.number() });
  const sync = tool({ ...described, inputSchema, execute: ({ n }) => n });
  expectTypeOf(sync).toEqualTypeOf<Tool<{ n: number }, number, unknown>>();
  const async = tool({ ...described, inputSchema, execute: async ({ n }) => ({ n }) });
  expectTypeOf(async).toEqualTypeOf<Tool<{ n: number }, { n: number }, unknown>>();
});

test("dependencies are unknown unless the context says what they are", () => {
  const plain = tool({
    ...described,
    inputSchema: z.object({}),
    execute: (_input, ctx) => expectTypeOf(ctx.dependencies).toBeUnknown(),
  });
  expectTypeOf(plain).toExtend<Tool<never, unknown, Deps>>();
  const typed = tool({
    ...described,
    inputSchema: z.object({ id: z.string() }),
    execute: ({ id }, ctx: ToolContext<Deps>) => ctx.dependencies.db.find(id),
  });
  expectTypeOf(typed).toEqualTypeOf<Tool<{ id: string }, string, Deps>>();
});

test("tools of any input fit into one list; a tool fits only where its dependencies are", () => {
  const typed = tool({
    ...described,
    inputSchema: z.object({ id: z.string() }),
    execute: (_input, ctx: ToolContext<Deps>) => ctx.dependencies.db.find("1"),
  });
  expectTypeOf(typed).toExtend<Tool>();
  expectTypeOf(typed).toExtend<Tool<never, unknown, Deps>>();
  expectTypeOf(typed).not.toExtend<Tool<never, unknown, unknown>>();
  expectTypeOf(typed).not.toExtend<Tool<never, unknown, { other: string }>>();
});

test("with() keeps the type", () => {
  const typed = tool({ ...described, inputSchema: z.object({ n: z.number() }), execute: ({ n }) => n });
  expectTypeOf(typed.with({ sequential: true })).toEqualTypeOf(typed);
  typed.with({ requiresConfirmation: ({ n }) => n > 1 });
});

test("what cannot work does not compile", () => {
  const inputSchema = z.object({ n: z.number() });
  // @ts-expect-error no name
  void (() => tool({ description: "d", inputSchema, execute: () => "" }));
  // @ts-expect-error no description
  void (() => tool({ name: "t", inputSchema, execute: () => "" }));
  // @ts-expect-error no schema
  void (() => tool({ ...described, execute: () => "" }));
  // @ts-expect-error not what the schema gives
  void (() => tool({ ...described, inputSchema, execute: ({ n }: { n: string }) => n }));
  // @ts-expect-error an unknown option
  void (() => tool({ ...described, inputSchema, execute: () => "", sequentially: true }));
  // @ts-expect-error no effect
  void (() => tool({ ...described, inputSchema, execute: () => "", effect: "twice" }));
  // @ts-expect-error a plain JSON Schema
  void (() => tool({ ...described, inputSchema: { type: "object" }, execute: () => "" }));
});
