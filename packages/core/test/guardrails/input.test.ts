import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { AgentRunError, MemoryStore } from "../../src/index.ts";
import type { ContentPart } from "../../src/index.ts";
import { allow, block, inputGuardrail, modify, warn } from "../../src/guardrails.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, waiter } from "../support/tools.ts";
import { CANARY, expectNoWork, namesOf, noCanaryIn, tracesOf } from "./canary.ts";

test("a slow guardrail that blocks: no model is asked, no tool starts, no word is told", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = inputGuardrail("slow", async () => {
    await gate.promise;
    return block("Not today.");
  });
  const { agent, model } = scripted([calls(call("echo", { text: "x" })), "Done"], {
    tools: [echo],
    guardrails: [slow],
  });
  const stream = agent.runStream("Go");
  await new Promise((resolve) => setImmediate(resolve));
  expect(model.callCount).toBe(0);
  gate.resolve();

  const output = await stream.output;

  expect(output).toMatchObject({ status: "BLOCKED", content: "Not today.", stopReason: undefined });
  expect(model.callCount).toBe(0);
  expectNoWork(output);
  expect(namesOf(output)).toEqual([
    "RunStarted",
    "PhaseStarted",
    "PhaseCompleted",
    "PhaseStarted",
    "GuardrailChecked",
    "GuardrailBlocked",
    "PhaseCompleted",
    "RunCompleted",
  ]);
});

test("what is blocked is in no event, output, session or log, and the session goes on without it", async () => {
  const store = new MemoryStore();
  const { agent, model, log } = scripted(["Hello."], { guardrails: [noCanaryIn], store, debug: true });

  const output = await agent.run(`Say ${CANARY}`, { sessionId: "s" });
  await agent.run("Hi", { sessionId: "s" });

  expect(output.status).toBe("BLOCKED");
  expect(await tracesOf(output, { log })).not.toContain(CANARY);
  expect(JSON.stringify(store.sessions.read({ sessionId: "s" }))).not.toContain(CANARY);
  expect(JSON.stringify(await agent.getRun(output.runId))).not.toContain(CANARY);
  expect(model.requests[0]?.messages).toHaveLength(1);
});

test("what passes is told with the first model call, and is the input of the output", async () => {
  const { agent } = scripted(["Hello."], { guardrails: [inputGuardrail("fine", () => allow())] });

  const output = await agent.run("Hi there");

  expect(JSON.stringify(output.events[0])).not.toContain("Hi there");
  expect(output.events[0]).toMatchObject({ inputIsHeld: true });
  expect(output.input).toEqual({ messages: [{ role: "user", content: "Hi there" }] });
  expect(output.messages[0]).toEqual({ role: "user", content: "Hi there" });
});

test("what is changed goes to the model and into the history; parts that are no text stay", async () => {
  const store = new MemoryStore();
  const redact = inputGuardrail("redact", (text) => modify(text.replaceAll(CANARY, "***")));
  const { agent, model } = scripted(["Hello."], { guardrails: [redact], store });
  const image: ContentPart = { type: "image", content: "AAAA", mimeType: "image/png" };
  const content: readonly ContentPart[] = [{ type: "text", text: "See" }, image, { type: "text", text: CANARY }];

  const output = await agent.run({ role: "user", content }, { sessionId: "s" });

  expect(model.requests[0]?.messages[0]?.content).toEqual([{ type: "text", text: "See\n***" }, image]);
  expect(output.input.messages[0]?.content).toEqual([{ type: "text", text: "See\n***" }, image]);
  expect(JSON.stringify(store.sessions.read({ sessionId: "s" }))).not.toContain(CANARY);
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("a text that is changed to nothing is blocked", async () => {
  const { agent } = scripted([], { guardrails: [inputGuardrail("empty", () => modify(""))] });

  expect((await agent.run("Hi")).status).toBe("BLOCKED");
});

test("a warning is told and the run goes on", async () => {
  const { agent } = scripted(["Hello."], { guardrails: [inputGuardrail("careful", () => warn("Rude."))] });

  const output = await agent.run("Hi");

  expect(output.status).toBe("COMPLETED");
  expect(output.events.find(({ event }) => event === "GuardrailChecked")).toMatchObject({
    guardrailName: "careful",
    guardrailType: "input",
    action: "warn",
    message: "Rude.",
  });
});

test("the first block ends the asking, and with runAll all are asked", async () => {
  const asked: string[] = [];
  const no = (name: string) => inputGuardrail(name, () => (asked.push(name), block(`${name} says no`)));

  const fast = await scripted([], { guardrails: [no("a"), no("b")] }).agent.run("Hi");
  const all = await scripted([], { guardrails: { guardrails: [no("c"), no("d")], mode: "runAll" } }).agent.run("Hi");

  expect(asked).toEqual(["a", "c", "d"]);
  expect([fast.content, all.content]).toEqual(["a says no", "c says no"]);
  expect(namesOf(all).filter((name) => name === "GuardrailBlocked")).toHaveLength(1);
});

test("a guardrail that throws, or gives no verdict, blocks without its words", async () => {
  const throws = inputGuardrail("bad", (text) => {
    throw new TypeError(text);
  });
  const says = inputGuardrail("odd", () => ({ action: "maybe" }) as never);

  for (const guardrail of [throws, says]) {
    const { agent, log } = scripted([], { guardrails: [guardrail] });
    const output = await agent.run(CANARY);
    expect(output.status).toBe("BLOCKED");
    expect(output.content).toContain(guardrail.name);
    expect(log.lines).toHaveLength(1);
    expect(await tracesOf(output, { log })).not.toContain(CANARY);
  }
});

test("a cancel does not wait for a guardrail, whose signal aborts", async () => {
  const began = Promise.withResolvers<AbortSignal>();
  const deaf = inputGuardrail("deaf", (_text, { signal }) => {
    began.resolve(signal);
    return new Promise(() => undefined);
  });
  const stream = scripted([], { guardrails: [deaf] }).agent.runStream(CANARY, { sessionId: "s" });
  const signal = await began.promise;

  stream.cancel();
  const output = await stream.output;

  expect(output.status).toBe("CANCELLED");
  expect(signal.aborted).toBe(true);
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("with raise, run() rejects and carries the output; a stream ends as always", async () => {
  const guardrails = { guardrails: [noCanaryIn], onBlock: "raise" } as const;
  const { agent } = scripted([], { guardrails });

  const error = await rejection(agent.run(CANARY));
  const stream = agent.runStream(CANARY);

  expect(error).toBeInstanceOf(AgentRunError);
  expect(error).toMatchObject({ code: "GUARDRAIL_BLOCKED", output: { status: "BLOCKED", content: "Not allowed." } });
  expect(String(error)).not.toContain(CANARY);
  expect((await stream.output).status).toBe("BLOCKED");
});

test("what steers is judged before it is told: blocked, it is not delivered and the run goes on", async () => {
  const slow = waiter();
  const { agent, model } = scripted([calls(call("wait")), "Done"], { tools: [slow.wait], guardrails: [noCanaryIn] });
  const stream = agent.runStream("Go");
  await slow.began;

  const [bad, good] = [stream.steer(CANARY), stream.steer("Be brief")];
  slow.go();
  const output = await stream.output;

  expect([await bad, await good]).toEqual([false, true]);
  expect(output).toMatchObject({ status: "COMPLETED", content: "Done" });
  expect(model.requests[1]?.messages.at(-1)).toEqual({ role: "user", content: "Be brief" });
  expect(await tracesOf(output)).not.toContain(CANARY);
});

test("a turn that is queued and blocked gives the next one its chance", async () => {
  const gate = Promise.withResolvers<void>();
  const { agent } = scripted([{ text: "One", gate: gate.promise }, "Two"], { guardrails: [noCanaryIn] });
  const stream = agent.runStream("Go");

  const delivered = [stream.queue(CANARY), stream.queue("Next")];
  gate.resolve();

  expect((await stream.output).content).toBe("Two");
  expect(await Promise.all(delivered)).toEqual([false, true]);
});

test("a run that goes on is not judged a second time", async () => {
  const asked: string[] = [];
  const count = inputGuardrail("count", (text) => (asked.push(text), allow()));
  const { write } = (await import("../support/tools.ts")).notebook();
  const { agent } = scripted([calls(call("write", { text: "a" })), "Done"], { tools: [write], guardrails: [count] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  expect((await agent.continueRun(paused)).content).toBe("Done");
  expect(asked).toEqual(["Go"]);
});

test.each<[unknown]>([
  [{}],
  [[{ name: "x" }]],
  [{ guardrails: [], mode: "fast" }],
  [{ guardrails: [], onBlock: "throw" }],
])("what is no guardrail is refused at construction: %j", (guardrails) => {
  expect(() => scripted([], { guardrails: guardrails as never })).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIG" }),
  );
});

test("a run whose input is being judged shows it to nobody", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = inputGuardrail("slow", () => gate.promise.then(() => block("No.")));
  const { agent } = scripted([], { guardrails: [slow] });
  const stream = agent.runStream(CANARY);
  await new Promise((resolve) => setImmediate(resolve));

  const seen = await agent.getRun(stream.runId);
  gate.resolve();
  await stream.output;

  expect(seen?.status).toBe("RUNNING");
  expect(JSON.stringify(seen)).not.toContain(CANARY);
});

test("a run that is cancelled before its input went to the model leaves no mark in its session", async () => {
  const store = new MemoryStore();
  const { agent } = scripted([], { guardrails: [inputGuardrail("fine", () => allow())], store });
  const controller = new AbortController();
  agent.events.on("PhaseCompleted", ({ phaseName }) => {
    if (phaseName === "compose") controller.abort();
  });

  await rejection(agent.run("Hi", { sessionId: "s", signal: controller.signal }));

  expect(store.sessions.read({ sessionId: "s" })).toMatchObject({ messages: [] });
});

test("who steers hears that nothing was delivered when a cancel comes before the verdict", async () => {
  const slow = waiter();
  const judging = Promise.withResolvers<void>();
  const deaf = inputGuardrail("deaf", (text) => {
    if (text === "Go") return allow();
    judging.resolve();
    return new Promise(() => undefined);
  });
  const { agent } = scripted([calls(call("wait"))], { tools: [slow.wait], guardrails: [deaf] });
  const stream = agent.runStream("Go");
  await slow.began;
  const steered = stream.steer("Be brief");
  slow.go();
  await judging.promise;

  stream.cancel();

  expect(await steered).toBe(false);
  expect((await stream.output).status).toBe("CANCELLED");
});
