import { call, calls, fails, says } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore, tool } from "../../src/index.ts";
import type { RunEvent } from "../../src/index.ts";
import { allow, block, modify, outputGuardrail } from "../../src/guardrails.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";
import { CANARY, namesOf, noCanaryOut, redactOut, tracesOf } from "./canary.ts";
import { z } from "zod";

const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };

test.each(["run", "stream"])("a text that is blocked is nowhere, told by %s", async (how) => {
  const store = new MemoryStore();
  const script = [says(["The ", CANARY, " sings."], { reasoning: `I think of ${CANARY}`, usage })];
  const { agent, log } = scripted(script, { guardrails: [noCanaryOut], store, debug: true });
  const read: RunEvent[] = [];
  agent.events.on("*", (event) => void read.push(event));

  const output = await (how === "run"
    ? agent.run("Sing", { sessionId: "s" })
    : agent.runStream("Sing", { sessionId: "s" }).output);

  expect(output).toMatchObject({ status: "BLOCKED", content: "May not be said." });
  expect(await tracesOf(output, { log, store })).not.toContain(CANARY);
  expect(JSON.stringify(read)).not.toContain(CANARY);
  expect(namesOf(output)).not.toContain("RunContent");
  expect(output.metrics.totalTokens).toBe(15);
  expect(output.messages).toEqual([{ role: "user", content: "Sing" }]);
});

test("the tools of a reply that is blocked do not run", async () => {
  const ran: string[] = [];
  const spy = tool({
    name: "spy",
    description: "Spies.",
    inputSchema: z.object({}),
    execute: () => void ran.push("!"),
  });
  const script = [{ ...says(CANARY), toolCalls: [call("spy", { note: CANARY })] }, "Done"];
  const { agent, model } = scripted(script, { tools: [spy], guardrails: [noCanaryOut] });

  const output = await agent.run("Go");

  expect([ran, output.tools, model.callCount]).toEqual([[], [], 1]);
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("what passes is told whole after the verdict, thoughts first", async () => {
  const { agent } = scripted([says(["Hel", "lo."], { reasoning: "Hm." })], { guardrails: [noCanaryOut] });

  const output = await agent.run("Hi");

  expect(namesOf(output).filter((name) => !name.startsWith("Phase"))).toEqual([
    "RunStarted",
    "ModelCallStarted",
    "GuardrailChecked",
    "GuardrailChecked",
    "ReasoningStarted",
    "ReasoningContentDelta",
    "ReasoningCompleted",
    "RunContent",
    "RunContentCompleted",
    "ModelCallCompleted",
    "RunCompleted",
  ]);
  expect(output).toMatchObject({ content: "Hello.", reasoningContent: "Hm." });
});

test("what is changed is told and kept in its place; thoughts that do not pass are left out", async () => {
  const store = new MemoryStore();
  const script = [says(["The ", CANARY], { reasoning: CANARY, providerData: { raw: CANARY } })];
  const { agent } = scripted(script, { guardrails: [redactOut], store });

  const output = await agent.run("Sing", { sessionId: "s" });

  expect(output).toMatchObject({ status: "COMPLETED", content: "The ***", reasoning: undefined });
  expect(output.messages.at(-1)).toMatchObject({ content: "The ***" });
  expect(await tracesOf(output, { store })).not.toContain(CANARY);
});

test("changes chain: each guardrail sees what the one before it left", async () => {
  const add = (letter: string) => outputGuardrail(letter, (text) => modify(text + letter));
  const { agent } = scripted(["x"], { guardrails: [add("a"), add("b")] });

  expect((await agent.run("Go")).content).toBe("xab");
});

test("a cancel while it judges: at once, the text is nowhere, its tokens count", async () => {
  const began = Promise.withResolvers<void>();
  const deaf = outputGuardrail("deaf", () => {
    began.resolve();
    return new Promise(() => undefined);
  });
  const { agent } = scripted([says(CANARY, { usage })], { guardrails: [deaf] });
  const stream = agent.runStream("Go");
  await began.promise;

  stream.cancel();
  const output = await stream.output;

  expect(output).toMatchObject({ status: "CANCELLED", content: "" });
  expect(output.metrics.totalTokens).toBe(15);
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("half a text of a call that fails is not told", async () => {
  const half = { ...fails("MODEL_STREAM_CUT"), text: [CANARY, "!"], afterDeltas: 1 };
  const { agent } = scripted([half], { guardrails: [outputGuardrail("fine", () => allow())] });

  const error = await rejection(agent.run("Go"));

  expect(error).toMatchObject({ code: "MODEL_STREAM_CUT", output: { content: "" } });
  const { output } = error as { output: Parameters<typeof tracesOf>[0] };
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("with streamBeforeVerdict the text comes at once, and a block still stops tools and what is kept", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = outputGuardrail("slow", async () => {
    await gate.promise;
    return block("Too late, but no.");
  });
  const step = { ...says(["One ", "two"]), toolCalls: [call("echo", { text: "x" })] };
  const { agent } = scripted([step, "Done"], {
    tools: [echo],
    guardrails: { guardrails: [slow], streamBeforeVerdict: true },
  });
  const heard: string[] = [];
  const stream = agent.runStream("Go");
  for await (const event of stream) {
    if (event.event === "RunContent") heard.push(event.content);
    if (heard.length === 2) gate.resolve();
  }

  const output = await stream.output;
  expect(heard).toEqual(["One ", "two"]);
  expect(output).toMatchObject({ status: "BLOCKED", content: "Too late, but no.", tools: [] });
  expect(output.messages).toHaveLength(1);
});

test("with streamBeforeVerdict a change is what is kept", async () => {
  const guardrails = { guardrails: [redactOut], streamBeforeVerdict: true };
  const output = await scripted([says(["The ", CANARY])], { guardrails }).agent.run("Go");

  expect(output.content).toBe("The ***");
  expect(JSON.stringify(output)).not.toContain(CANARY);
});

const ends = tool({
  name: "ends",
  description: "Ends.",
  inputSchema: z.object({ text: z.string() }),
  stopAfterToolCall: true,
  execute: ({ text }) => text,
});

test("the result of a tool that is the answer is judged too", async () => {
  const script = [calls(call("ends", { text: CANARY }))];

  const blocked = await scripted(script, { tools: [ends], guardrails: [noCanaryOut] }).agent.run("Go");
  const changed = await scripted(script, { tools: [ends], guardrails: [redactOut] }).agent.run("Go");

  expect(blocked).toMatchObject({ status: "BLOCKED", content: "May not be said." });
  expect(changed).toMatchObject({ status: "COMPLETED", stopReason: "tool", content: "***" });
});
