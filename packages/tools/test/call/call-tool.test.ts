import { ToolError } from "@definable/spec";
import type { JsonValue, ToolContext } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { callTool, tool } from "../../src/index.ts";

const double = tool({
  name: "double",
  description: "Doubles a number.",
  inputSchema: z.object({ n: z.number().default(21) }),
  execute: async ({ n }) => ({ doubled: n * 2 }),
});

test("callTool gives what the tool returned", async () => {
  expect(await callTool(double, { n: 4 })).toEqual({ doubled: 8 });
});

test("the tool gets the input as its schema gives it", async () => {
  expect(await callTool(double, {})).toEqual({ doubled: 42 });
});

test("input that does not fit rejects with what the model would read", async () => {
  const call = callTool(double, { n: "4" });
  await expect(call).rejects.toBeInstanceOf(ToolError);
  await expect(call).rejects.toMatchObject({
    code: "TOOL_INPUT_INVALID",
    message: expect.stringContaining('- n: Invalid input: expected number, received string; got "4"'),
  });
});

test("what the tool throws comes through as it is", async () => {
  const failure = new Error("no network");
  const broken = tool({
    name: "broken",
    description: "Fails.",
    inputSchema: z.object({}),
    execute: () => {
      throw failure;
    },
  });
  await expect(callTool(broken, {})).rejects.toBe(failure);
});

const whoAmI = tool({
  name: "who_am_i",
  description: "Tells of its context.",
  inputSchema: z.object({}),
  execute: (_input, ctx: ToolContext<{ db: string }>) => {
    ctx.emit("asked", ctx.callId);
    return { db: ctx.dependencies.db, user: ctx.userId ?? "nobody", session: ctx.sessionId, images: ctx.images.length };
  },
});

test("a context that is not given has plain values", async () => {
  expect(await callTool(whoAmI, {}, { dependencies: { db: "test" } })).toEqual({
    db: "test",
    user: "nobody",
    session: "session_1",
    images: 0,
  });
});

test("every field of the context can be given", async () => {
  const events: [string, JsonValue][] = [];
  const output = await callTool(
    whoAmI,
    {},
    {
      dependencies: { db: "real" },
      userId: "ada",
      sessionId: "s",
      callId: "c",
      images: [{ url: "https://example.com/a.png" }],
      emit: (name, data) => events.push([name, data]),
    },
  );
  expect(output).toEqual({ db: "real", user: "ada", session: "s", images: 1 });
  expect(events).toEqual([["asked", "c"]]);
});

test("the signal of the context reaches the tool", async () => {
  const waiting = tool({
    name: "wait",
    description: "Waits.",
    inputSchema: z.object({}),
    execute: (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  });
  const controller = new AbortController();
  const call = callTool(waiting, {}, { signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(call).rejects.toThrow("enough");
});
