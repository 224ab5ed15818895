import type { ModelPrice } from "@definable/spec";
import { call, calls, fails, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions, AgentRunError } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { breaks, echo, notebook } from "../support/tools.ts";

const price: ModelPrice = { input: 1, output: 2, asOf: "2026-01-01", source: "https://example.org/prices" };
const million = 1_000_000;

/** What one call of a model with a price costs an agent that has prices of its own. */
async function costWith(prices: AgentOptions["prices"], own?: ModelPrice): Promise<number | undefined> {
  const script = [says("Hello", { usage: tokens(million, million) })];
  const model = new ScriptedModel(script, { id: "m", provider: "p", price: own });
  return (await new Agent({ model, prices }).run("Hi")).metrics.cost;
}

test("tokens, calls and cost are added up over the model calls", async () => {
  const usage = tokens(10, 5, {
    cacheReadTokens: 4,
    cacheWriteTokens: 1,
    reasoningTokens: 3,
    audioInputTokens: 2,
    audioOutputTokens: 1,
  });
  const script = [
    { ...calls(call("echo", { text: "a" }), call("breaks", { text: "b" })), usage },
    says("Done", { usage }),
  ];
  const agent = new Agent({ model: new ScriptedModel(script, { price }), tools: [echo, breaks], now: () => 0 });

  const { metrics } = await agent.run("Go");

  expect(metrics).toEqual({
    inputTokens: 20,
    outputTokens: 10,
    totalTokens: 30,
    cacheReadTokens: 8,
    cacheWriteTokens: 2,
    reasoningTokens: 6,
    audioInputTokens: 4,
    audioOutputTokens: 2,
    cost: 0.00004,
    duration: 0,
    timeToFirstToken: 0,
    modelCalls: 2,
    toolCalls: 2,
  });
});

test("the cost is unknown when the price is, or the usage of any call", async () => {
  expect(await costWith(undefined)).toBeUndefined();

  const script = [{ ...calls(call("echo", { text: "a" })), usage: tokens(1, 1) }, "No usage told"];
  const agent = new Agent({ model: new ScriptedModel(script, { price }), tools: [echo] });
  expect((await agent.run("Go")).metrics.cost).toBeUndefined();
});

test("the model's price counts, and one that the user gives goes before it", async () => {
  const dearer = { ...price, input: 10 };
  const dearest = { ...price, input: 100 };

  expect(await costWith(undefined, price)).toBe(3);
  expect(await costWith({ m: dearer }, price)).toBe(12);
  expect(await costWith({ "p/m": dearer }, price)).toBe(12);
  expect(await costWith({ m: dearest, "p/m": dearer }, price)).toBe(12);
  expect(await costWith({ other: dearer }, price)).toBe(3);
});

test("each ModelCallCompleted says what it used and cost", async () => {
  const script = [says("Hello", { usage: tokens(million, 0) })];
  const agent = new Agent({ model: new ScriptedModel(script, { price }) });

  const { events } = await agent.run("Hi");

  const completed = events.find((event) => event.event === "ModelCallCompleted");
  expect(completed).toMatchObject({ usage: { inputTokens: million }, cost: 1, attempts: 1, finishReason: "stop" });
});

test("durations are seconds, and of single steps milliseconds", async () => {
  let now = 0;
  const first = says(["a", "b"], { toolCalls: [call("echo", { text: "x" })] });
  const { agent } = scripted([first, "c"], { tools: [echo], now: () => now });
  agent.events.on("ModelCallStarted", () => void (now += 1_500));
  agent.events.on("RunContent", () => void (now += 500));

  const { metrics, events } = await agent.run("Hi");

  expect(metrics).toMatchObject({ duration: 4.5, timeToFirstToken: 1.5 });
  expect(events.find((event) => event.event === "ModelCallCompleted")).toMatchObject({ durationMs: 2_500 });
});

test("time to first token is unknown when no model says text", async () => {
  const ends = echo.with({ stopAfterToolCall: true });
  const { agent } = scripted([calls(call("echo", { text: "a" }))], { tools: [ends] });

  expect((await agent.run("Go")).metrics.timeToFirstToken).toBeUndefined();
});

test("a failed run says what it used until then", async () => {
  const script = [{ ...calls(call("echo", { text: "a" })), usage: tokens(3, 4) }, fails("MODEL_QUOTA")];
  const { agent } = scripted(script, { tools: [echo] });

  const error = await rejection(agent.run("Go"));

  expect((error as AgentRunError).output.metrics).toMatchObject({ totalTokens: 7, modelCalls: 2, toolCalls: 1 });
});

test("the metrics of a paused run are those until the pause, and go on from there", async () => {
  const { write } = notebook();
  const usage = tokens(10, 5);
  const script = [{ ...calls(call("write", { text: "one" })), usage }, says("Done", { usage })];
  const agent = new Agent({ model: new ScriptedModel(script, { price }), tools: [write] });

  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  const output = await agent.continueRun(paused);

  expect(paused.metrics).toMatchObject({ totalTokens: 15, cost: 0.00002, modelCalls: 1, toolCalls: 0 });
  expect(output.metrics).toMatchObject({ totalTokens: 30, cost: 0.00004, modelCalls: 2, toolCalls: 1 });
});
