import type { ToolContext, Toolkit } from "@definable/spec";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { tool, toolkit, toolsOf } from "../src/index.ts";

const description = "d";
const inputSchema = z.object({ city: z.string() });

test("a toolkit needs the dependencies of all its tools", () => {
  const a = tool({ name: "a", description, inputSchema, execute: (_input, _ctx: ToolContext<{ a: 1 }>) => "" });
  const b = tool({ name: "b", description, inputSchema, execute: (_input, _ctx: ToolContext<{ b: 2 }>) => "" });
  const kit = toolkit({ name: "k", tools: [a, b] });
  expectTypeOf(kit).toEqualTypeOf<Toolkit<{ a: 1 } & { b: 2 }>>();
  expectTypeOf(kit).toExtend<Toolkit<{ a: 1; b: 2; c: 3 }>>();
  expectTypeOf(kit).not.toExtend<Toolkit<{ a: 1 }>>();
  expectTypeOf(toolkit({ name: "k", tools: [] })).toEqualTypeOf<Toolkit<unknown>>();
  expectTypeOf(toolkit({ name: "k", tools: toolsOf({}) })).toEqualTypeOf<Toolkit<unknown>>();
});
