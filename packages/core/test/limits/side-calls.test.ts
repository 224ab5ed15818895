import { call, calls, fails, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Model, ModelPrice } from "../../src/index.ts";
import { AgentCancelled, registerProvider } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 110 };
const price: ModelPrice = { input: 1, output: 10, asOf: "2026-11-01", source: "the test" };
const prices = { "scripted/scripted": price, "scripted/small": price };
const says = (text: string) => ({ text, usage });

test("with maxCost a call beside the conversation may say no more than was reserved for", async () => {
  const options = { thinking: true, prices, maxCost: 1, modelSettings: { maxOutputTokens: 100 } };
  const { agent, model } = scripted([says("Hm."), says("Done.")], options);

  await agent.run("Go");

  expect(model.requests.map(({ settings }) => settings.maxOutputTokens)).toEqual([100, 100]);
});

test("a smaller model beside it is asked for no more than it can say", async () => {
  const small: Model = Object.assign(new ScriptedModel([says("Hm.")], { id: "small" }), { maxOutputTokens: 50 });
  const asked = small as ScriptedModel;
  const options = { prices, maxCost: 1, modelSettings: { maxOutputTokens: 100 } };
  const { agent } = scripted([says("Done.")], { ...options, thinking: { model: small } });

  await agent.run("Go");

  expect(asked.requests[0]?.settings.maxOutputTokens).toBe(50);
});

test("without maxCost nothing of the answer's settings bends a call beside it", async () => {
  const { agent, model } = scripted(["Hm.", "Done."], { thinking: true, modelSettings: { maxOutputTokens: 100 } });

  await agent.run("Go");

  expect(model.requests[0]?.settings).toEqual({});
});

test("a call beside it that the vendor refused cost nothing: the run goes on within maxCost", async () => {
  const options = { thinking: true, prices, maxCost: 1, modelSettings: { maxOutputTokens: 100 } };
  const { agent } = scripted([fails("MODEL_QUOTA"), says("Done.")], options);

  const { content, metrics, stopReason } = await agent.run("Go");

  expect([content, stopReason]).toEqual(["Done.", "done"]);
  expect(metrics.cost).toBeCloseTo(0.0002);
  expect(metrics.purposes).toMatchObject({ thinking: { modelCalls: 1, totalTokens: 0, cost: 0 } });
});

test("of a call beside it that broke off nobody knows the cost: nothing more is spent", async () => {
  const options = { thinking: true, prices, maxCost: 1, modelSettings: { maxOutputTokens: 100 }, maxRetries: 0 };
  const { agent, model } = scripted([fails("MODEL_STREAM_CUT"), says("Done.")], options);

  expect((await agent.run("Go")).stopReason).toBe("maxCost");
  expect(model.callCount).toBe(1);
});

test("a model beside it without a price is not asked within maxCost, and the error says what is missing", async () => {
  const unpriced = new ScriptedModel([says("Hm.")], { id: "unpriced" });
  const options = { prices, maxCost: 1, modelSettings: { maxOutputTokens: 100 } };
  const { agent } = scripted([says("Done.")], { ...options, thinking: { model: unpriced } });

  const { content, events, stopReason } = await agent.run("Go");

  expect([content, stopReason]).toEqual(["Done.", "done"]);
  expect(unpriced.callCount).toBe(0);
  const end = events.find(({ event }) => event === "ReasoningCompleted");
  expect(end).toMatchObject({ error: expect.stringContaining("the price of scripted/unpriced is not known") });
});

test("the shape that a model is held to is reserved for like all else that is sent", async () => {
  const outputSchema = z.object({ n: z.number().describe("Long words. ".repeat(50)) });
  const options = { prices, maxCost: 0.0011, modelSettings: { maxOutputTokens: 100 } };
  const shaped = scripted([says('{"n":1}')], options, { structuredOutput: true });
  const plain = scripted([says("One.")], options, { structuredOutput: true });

  expect((await plain.agent.run("Go")).stopReason).toBe("done");
  expect((await shaped.agent.run("Go", { outputSchema })).stopReason).toBe("maxCost");
});

test("a cancel does not wait for a model beside it that is still being loaded", async () => {
  const { promise: loading, resolve: begun } = Promise.withResolvers<void>();
  registerProvider("slow-to-load", () => {
    begun();
    return new Promise(() => undefined);
  });
  const long = "x".repeat(2_000);
  const compression = { model: "slow-to-load/any", toolResultsLimit: 1 };
  const { agent } = scripted([calls(call("echo", { text: long })), "Done."], { tools: [echo], compression });
  const controller = new AbortController();

  const running = rejection(agent.run("Go", { signal: controller.signal }));
  await loading;
  controller.abort();

  expect(await running).toBeInstanceOf(AgentCancelled);
});
