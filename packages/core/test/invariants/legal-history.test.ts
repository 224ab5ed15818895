import type { Message } from "@definable/spec";
import { assertHistory, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { brokenBy } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyHistory, anyPlan } from "./random-plan.ts";

const VENDORS = ["openai-chat", "openai-responses", "anthropic"] as const;

test("the model is asked with a legal history, whatever happened before", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 6", cases: 1_000, of: anyPlan }, async (plan) => {
    const played = await play(plan);
    played.model.assertRequests();
    for (const { output } of segmentsOf(played)) {
      if (output === undefined) continue;
      for (const vendor of VENDORS) assertHistory(output.messages, vendor, { open: output.isPaused });
    }
  });
});

test("a history that a caller brings is made legal", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 6, brought histories", cases: 1_000, of: anyHistory }, async (messages) => {
    const model = new ScriptedModel(["Hello."]);

    const output = await new Agent({ model }).run("Hi", { messages });

    for (const vendor of VENDORS) {
      assertHistory(model.requests[0]?.messages ?? [], vendor);
      assertHistory(output.messages, vendor);
    }
  });
});

test("the check of invariant 6 catches a model that is asked with the history as it was brought", async () => {
  const error = await caught({ name: "mutant 6", cases: 200, of: anyHistory }, async (messages) => {
    assertHistory(messages.filter(({ role }) => role !== "system"));
  });

  expect([4, 6]).toContain(brokenBy(error));
});

test("the check of invariant 6 catches an answer that says nothing", { timeout: PATIENCE }, async () => {
  const nothing: Message = { role: "assistant", content: "" };
  const error = await caught({ name: "mutant 6, nothing", cases: 50, of: anyPlan }, async (plan) => {
    const { model } = await play(plan);
    for (const { messages } of model.scripted.requests) assertHistory([...messages, nothing]);
  });

  expect(brokenBy(error)).toBe(6);
});
