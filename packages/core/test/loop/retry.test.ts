import { call, calls, fails, says, ScriptedModel } from "@definable/testing";
import type { ScriptEntry } from "@definable/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";
import { story } from "../support/flow.ts";
import { echo } from "../support/tools.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A run under a clock that moves only while somebody waits: what came of it, and the milliseconds between the calls. */
async function play(steps: readonly ScriptEntry[], options: Partial<AgentOptions> = {}) {
  const asked: number[] = [];
  const model = new ScriptedModel((_request, index) => {
    asked.push(Date.now());
    return steps[index];
  });
  const stream = new Agent({ model, random: () => 1, tools: [echo], ...options }).runStream("Go");
  const { output } = stream;
  await vi.runAllTimersAsync();
  return { output: await output, waits: asked.slice(1).map((at, index) => at - (asked[index] ?? 0)) };
}

test("a call that failed for a moment is tried again, and the events tell of one call", async () => {
  const { output, waits } = await play([fails("MODEL_OVERLOADED"), says(["Hel", "lo"])]);

  expect(waits).toEqual([1_000]);
  expect(output).toMatchObject({ status: "COMPLETED", content: "Hello", metrics: { modelCalls: 1 } });
  const ends = output.events.filter((event) => event.event === "ModelCallCompleted");
  expect(ends).toMatchObject([{ attempts: 2, durationMs: 1_000 }]);
  expect(story(output.events)).toEqual([
    "RunStarted",
    "RunContent Hel",
    "RunContent lo",
    "RunContentCompleted Hello",
    "RunCompleted",
  ]);
});

test("the waits double, up to a minute", async () => {
  const steps = Array.from({ length: 9 }, () => fails("MODEL_UNAVAILABLE"));

  const { waits } = await play([...steps, "Hello"], { maxRetries: 9 });

  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test("retryBackoffMs is the first wait, and the jitter takes up to a quarter of it", async () => {
  const steps = [fails("MODEL_UNAVAILABLE"), fails("MODEL_UNAVAILABLE"), "Hello"];

  const { waits } = await play(steps, { retryBackoffMs: 200, random: () => 0 });

  expect(waits).toEqual([150, 300]);
});

test("what the vendor asks for goes before, without jitter, and at most a minute", async () => {
  const steps = [7_000, 0, 3_600_000].map((retryAfterMs) => fails("MODEL_RATE_LIMITED", { retryAfterMs }));

  const { waits } = await play([...steps, "Hello"], { random: () => 0 });

  expect(waits).toEqual([7_000, 0, 60_000]);
});

test("after maxRetries further tries the run fails with the last error", async () => {
  const { output, waits } = await play([1, 2, 3, 4].map(() => fails("MODEL_RATE_LIMITED")));

  expect(waits).toHaveLength(3);
  expect(output).toMatchObject({ status: "ERROR", errorCode: "MODEL_RATE_LIMITED" });
  expect(output.events.find((event) => event.event === "ModelCallCompleted")).toMatchObject({ attempts: 4 });
});

test("maxRetries: 0 tries once", async () => {
  const { output, waits } = await play([fails("MODEL_RATE_LIMITED")], { maxRetries: 0 });

  expect(waits).toEqual([]);
  expect(output.status).toBe("ERROR");
});

test.each([
  ["text", { text: ["Once ", "upon"] }],
  ["thoughts", { reasoning: ["Hm, ", "well"] }],
])("a call that failed after its first piece of %s is never repeated", async (_title, said) => {
  const { output, waits } = await play([fails("MODEL_STREAM_CUT", { ...said, afterDeltas: 1 })]);

  expect(waits).toEqual([]);
  expect(output).toMatchObject({ status: "ERROR", errorCode: "MODEL_STREAM_CUT" });
});

test.each<[string, ScriptEntry, string]>([
  ["that cannot help", fails("MODEL_AUTHENTICATION"), "MODEL_AUTHENTICATION"],
  ["that the adapter says is final", fails("MODEL_OVERLOADED", { retryable: false }), "MODEL_OVERLOADED"],
  ["of somebody else", { error: new Error("careless adapter") }, "INTERNAL"],
])("an error %s is not tried again", async (_title, step, errorCode) => {
  const { output, waits } = await play([step]);

  expect(waits).toEqual([]);
  expect(output).toMatchObject({ status: "ERROR", errorCode });
});

test("each turn has its own tries", async () => {
  const ask = calls(call("echo", { text: "one" }));
  const steps = [fails("MODEL_OVERLOADED"), ask, fails("MODEL_OVERLOADED"), "Done"];

  const { output, waits } = await play(steps, { maxRetries: 1 });

  expect(waits).toEqual([1_000, 0, 1_000]);
  expect(output).toMatchObject({ content: "Done", metrics: { modelCalls: 2 } });
});
