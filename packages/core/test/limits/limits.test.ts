import { call, calls, hangs, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, AgentCancelled } from "../../src/index.ts";
import type { ModelPrice } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, waiter } from "../support/tools.ts";

const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 110 };
const ask = { ...calls(call("echo", { text: "x" })), usage };
const price: ModelPrice = { input: 1, output: 10, asOf: "2026-11-01", source: "the test" };
const prices = { "scripted/scripted": price };

test("no model call begins past maxTotalTokens", async () => {
  const { agent, model } = scripted([ask, ask], { tools: [echo], maxTotalTokens: 200 });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxTotalTokens", content: "" });
  expect(output.metrics.totalTokens).toBe(220);
  expect(output.tools.map(({ result }) => result)).toEqual(["x", "x"]);
  expect(model.callCount).toBe(2);
});

test("a limit of the run goes in the place of the agent's", async () => {
  const { agent } = scripted([ask, "Done"], { tools: [echo], maxTotalTokens: 1 });

  expect((await agent.run("Go", { maxTotalTokens: 1_000 })).stopReason).toBe("done");
});

test("a call that could go past maxCost does not begin", async () => {
  const options = { tools: [echo], prices, modelSettings: { maxOutputTokens: 100 } };
  const { agent } = scripted([ask, ask, "Done"], { ...options, maxCost: 0.0025 });

  const output = await agent.run("Go");

  // Each call costs 0.0002 and is reserved for with more than 0.001: the answer's 100 tokens, what was read, what is new.
  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "done", content: "Done" });
  expect((await scripted([ask], { ...options, maxCost: 0.0014 }).agent.run("Go")).stopReason).toBe("maxCost");
});

test("a first call that is too dear ends the run before it begins", async () => {
  const options = { prices, maxCost: 0.0009, modelSettings: { maxOutputTokens: 100 } };
  const { agent, model } = scripted([], options);

  expect(await agent.run("Go")).toMatchObject({ status: "COMPLETED", stopReason: "maxCost", content: "" });
  expect(model.callCount).toBe(0);
});

test("a call whose use nobody knows ends a run with maxCost", async () => {
  const unknown = calls(call("echo", { text: "x" }));
  const { agent } = scripted([unknown], { tools: [echo], prices, maxCost: 9, modelSettings: { maxOutputTokens: 9 } });

  expect((await agent.run("Go")).stopReason).toBe("maxCost");
});

test("maxCost without a price, or without the length of an answer, is refused", async () => {
  const unpriced = scripted([], { maxCost: 1, modelSettings: { maxOutputTokens: 9 } }).agent.run("Go");
  // What a caller without types may give: half a price.
  const half = { "scripted/scripted": { input: 1 } } as unknown as typeof prices;
  const halfPriced = scripted([], { maxCost: 1, prices: half, modelSettings: { maxOutputTokens: 9 } }).agent.run("Go");
  const endless = scripted([], { maxCost: 1, prices }).agent.run("Go");

  expect(await rejection(unpriced)).toMatchObject({
    code: "PRICE_UNKNOWN",
    message: expect.stringContaining("scripted/scripted"),
  });
  expect(await rejection(halfPriced)).toMatchObject({ code: "PRICE_UNKNOWN" });
  expect(await rejection(endless)).toMatchObject({
    code: "PRICE_UNKNOWN",
    message: expect.stringContaining("maxOutputTokens"),
  });
});

test("when maxDurationMs is over, what was said stays", async () => {
  const { agent } = scripted([hangs({ text: "As far as I ", afterDeltas: 1, chunkSize: 99 })], { maxDurationMs: 20 });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxDurationMs", content: "As far as I " });
  expect(output.events.find(({ event }) => event === "ModelCallCompleted")).toMatchObject({
    error: "The run was stopped by its limit maxDurationMs.",
  });
});

test("when maxDurationMs is over, a tool that does not listen is left behind", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait"))], { tools: [slow.wait], maxDurationMs: 20 });

  const output = await agent.run("Go");
  const signal = await slow.began;

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxDurationMs" });
  expect(output.tools).toMatchObject([{ status: "cancelled", errorCode: "TOOL_CANCELLED" }]);
  expect(signal.aborted).toBe(true);
});

test("a cancel goes before a limit", async () => {
  const controller = new AbortController();
  const { agent } = scripted([hangs({ text: "So", afterDeltas: 1 })], { maxDurationMs: 60_000 });
  agent.events.on("RunContent", () => controller.abort());

  expect(await rejection(agent.run("Go", { signal: controller.signal }))).toBeInstanceOf(AgentCancelled);
});

test.each([
  ["maxTotalTokens", Number.NaN],
  ["maxCost", -1],
  ["maxDurationMs", "soon"],
])("%s: %s is refused by agent and run", async (option, value) => {
  const model = scripted([]).model;
  const told = expect.stringContaining(option);

  expect(() => new Agent({ model, [option]: value })).toThrow(expect.objectContaining({ message: told }));
  expect(await rejection(new Agent({ model }).run("Go", { [option]: value }))).toMatchObject({ message: told });
});

test("a time limit that ends a run before its model is asked says so", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = { name: "slow", tools: [echo], initialize: () => gate.promise };
  const { agent, model } = scripted([], { toolkits: [slow], maxDurationMs: 10 });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxDurationMs", content: "" });
  expect(model.callCount).toBe(0);
  gate.resolve();
});

test("with maxCost, an answer beside the conversation gets no longer than what was reserved for it", async () => {
  const thinker = new ScriptedModel([{ text: "Hm.", usage }]);
  const options = { prices, maxCost: 1, modelSettings: { maxOutputTokens: 50 } };

  await scripted([{ text: "Done", usage }], { ...options, thinking: { model: thinker } }).agent.run("Go");

  expect(thinker.requests.map(({ settings }) => settings)).toEqual([{ maxOutputTokens: 50 }]);
});
