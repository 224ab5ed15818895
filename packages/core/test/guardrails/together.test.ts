import { call, calls, hangs, says } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { allow, outputGuardrail } from "../../src/guardrails.ts";
import { MemoryStore } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";
import { CANARY, namesOf, noCanaryIn, noCanaryOut, redactOut, tracesOf } from "./canary.ts";

test("a sub-agent is judged as its agent is; blocked, it fails for the model that started it", async () => {
  const script = [calls(call("spawn_agent", { goal: "Sing" })), says(["The ", CANARY]), "It may not sing."];
  const { agent, model } = scripted(script, { subAgents: true, guardrails: [noCanaryOut] });

  const output = await agent.run("Let it sing");

  expect(output).toMatchObject({ status: "COMPLETED", content: "It may not sing." });
  expect(model.requests[2]?.messages.at(-1)).toMatchObject({ role: "tool", isError: true });
  expect(namesOf(output)).toContain("SubAgentFailed");
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("a goal that may not be asked is not worked on", async () => {
  const script = [calls(call("spawn_agent", { goal: CANARY })), "Well then."];
  const { agent, model } = scripted(script, { subAgents: true, guardrails: [noCanaryIn] });

  const output = await agent.run("Go");

  expect(output.content).toBe("Well then.");
  expect(model.callCount).toBe(2);
});

test("what comes after a pause is judged like what came before", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "a" })), says(CANARY)], {
    tools: [write],
    guardrails: [noCanaryOut],
  });
  const paused = await agent.run("Go", { sessionId: "s" });
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(JSON.stringify(paused.toJSON()));

  expect(output).toMatchObject({ status: "BLOCKED", content: "May not be said." });
  expect(notes).toEqual(["a"]);
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("a guardrail that never answers ends with the time of the run", async () => {
  let now = 0;
  const deaf = outputGuardrail("deaf", (_text, { signal }) => {
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("Over."))));
  });
  const { agent } = scripted([CANARY], { guardrails: [deaf], maxDurationMs: 5, now: () => (now += 1) });

  const output = await agent.run("Go");

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "maxDurationMs", content: "" });
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("without a word of the model nothing is asked of the guardrails on its output", async () => {
  const asked: string[] = [];
  const count = outputGuardrail("count", (text) => (asked.push(text), allow()));
  const stream = scripted([hangs()], { guardrails: [count] }).agent.runStream("Go");
  stream.cancel();

  expect((await stream.output).status).toBe("CANCELLED");
  expect(asked).toEqual([]);
});

test("thoughts of the thinking layer that do not pass are left out, and the model answers without them", async () => {
  const thought = (analysis: string): string => JSON.stringify({ analysis, approach: "Sing.", toolPlan: null });
  const run = (analysis: string) =>
    scripted([thought(analysis), "Hello."], { thinking: true, guardrails: [noCanaryOut] }).agent.run("Go");

  const [left, kept] = [await run(`A ${CANARY}.`), await run("A song.")];

  expect(left).toMatchObject({ status: "COMPLETED", content: "Hello." });
  expect(await tracesOf(left)).not.toContain(CANARY);
  expect(JSON.stringify(kept.events)).toContain("A song.");
});

test("a shaped answer is read from the text that passed", async () => {
  const outputSchema = z.object({ song: z.string() });
  const { agent } = scripted([JSON.stringify({ song: CANARY })], { guardrails: [redactOut] });

  const output = await agent.run("Go", { outputSchema });

  expect(output.parsed).toEqual({ song: "***" });
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("a shaped answer is judged as it is read, whatever escapes it is written with", async () => {
  const Note = z.object({ note: z.string() });
  const written = String.raw`{"note":"say \u0063anary-7f3a, \"now\"\n\ud83d\ude00 \\u0063"}`;
  const store = new MemoryStore();

  const blocked = await scripted([written], { guardrails: [noCanaryOut], store }).agent.run("Go", {
    outputSchema: Note,
  });
  const changed = await scripted([written], { guardrails: [redactOut] }).agent.run("Go", { outputSchema: Note });
  const free = await scripted([written], { guardrails: [outputGuardrail("fine", () => allow())] }).agent.run("Go", {
    outputSchema: Note,
  });

  expect(blocked).toMatchObject({ status: "BLOCKED", parsed: undefined });
  expect(await tracesOf(blocked, { store })).not.toContain("anary-7f3a");
  expect(changed.parsed).toEqual({ note: 'say ***, "now"\n😀 \\u0063' });
  expect(free.parsed).toEqual({ note: 'say canary-7f3a, "now"\n😀 \\u0063' });
});
