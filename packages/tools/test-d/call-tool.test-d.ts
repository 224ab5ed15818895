import type { ToolContext } from "@definable/spec";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { callTool, tool } from "../src/index.ts";

const inputSchema = z.object({ n: z.number().default(1) });
const plain = tool({ name: "t", description: "d", inputSchema, execute: ({ n }) => n });
const typed = plain.with({});
const needy = tool({
  name: "t",
  description: "d",
  inputSchema,
  execute: async (_input, ctx: ToolContext<{ db: string }>) => ctx.dependencies.db,
});

test("callTool gives the output of the tool", () => {
  expectTypeOf(callTool(plain, {})).toEqualTypeOf<Promise<number>>();
  expectTypeOf(callTool(typed, { n: 1 }, { userId: "ada" })).toEqualTypeOf<Promise<number>>();
});

test("a tool that names its dependencies must be given them", () => {
  expectTypeOf(callTool(needy, {}, { dependencies: { db: "x" } })).toEqualTypeOf<Promise<string>>();
  // @ts-expect-error no context
  void (() => callTool(needy, {}));
  // @ts-expect-error no dependencies
  void (() => callTool(needy, {}, { userId: "ada" }));
  // @ts-expect-error other dependencies
  void (() => callTool(needy, {}, { dependencies: { db: 1 } }));
});
