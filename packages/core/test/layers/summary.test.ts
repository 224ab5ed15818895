import type { ModelRequest } from "@definable/spec";
import { assertHistory, call, calls, fails, hangs, says, ScriptedModel, tokens } from "@definable/testing";
import type { Script, ScriptEntry } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, MemoryStore } from "../../src/index.ts";
import { textOf } from "../../src/layers/query-of.ts";
import { story } from "../support/flow.ts";
import { LogBook } from "../support/log-book.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const isAside = ({ instructions }: Pick<ModelRequest, "instructions">): boolean =>
  instructions?.includes("memory of a conversation") === true;

/** Answers every input, and every wish for a summary. */
const talks =
  (aside: (request: ModelRequest) => ScriptEntry = () => "A summary.", answer: ScriptEntry = "Well."): Script =>
  (request) =>
    isAside(request) ? aside(request) : answer;

async function talk(agent: Agent, from: number, to: number): Promise<void> {
  for (let index = from; index <= to; index += 1) await agent.run(`Words ${index}`, { sessionId: "s" });
}

const summary = { everyMessages: 6, keepLast: 2 };

test("a session that has grown is summarised, and later runs read the summary and what came after it", async () => {
  const store = new MemoryStore();
  const { agent, model } = scripted(talks(), { store, summary });
  await talk(agent, 1, 2);

  const output = await agent.run("Words 3", { sessionId: "s" });
  await talk(agent, 4, 4);

  expect(story(output.events).slice(-3)).toEqual(["SessionSummaryStarted", "SessionSummaryCompleted", "RunCompleted"]);
  expect(output.events.find(({ event }) => event === "SessionSummaryCompleted")).toMatchObject({
    sessionSummary: "A summary.",
  });
  expect(output.metrics.purposes).toMatchObject({ summary: { modelCalls: 1 } });
  const asked = model.requests.at(-1);
  expect(asked?.instructions).toContain("<summary>\nA summary.\n</summary>");
  expect(asked?.messages.map(textOf)).toEqual(["Words 3", "Well.", "Words 4"]);
  expect(store.sessions.read({ sessionId: "s" }).messages).toHaveLength(8);
  const aside = textOf(model.requests.find(isAside)?.messages[0] ?? { role: "user", content: "" });
  expect(aside).toBe("user: Words 1\nassistant: Well.\nuser: Words 2\nassistant: Well.");
});

test("the next summary is made of the last one and what was said since", async () => {
  let count = 0;
  const { agent, model } = scripted(
    talks(() => `Summary ${(count += 1)}.`),
    { summary },
  );

  await talk(agent, 1, 6);

  const asides = model.requests.filter(isAside).map(({ messages }) => messages.map(textOf).join());
  expect(asides).toHaveLength(2);
  expect(asides[1]).toMatch(/^Earlier summary:\nSummary 1\.\n\nWhat was said since:\nuser: Words 3\n/);
});

test("no call is cut from its result", async () => {
  let turn = 0;
  const script: Script = (request) => {
    if (isAside(request)) return "A summary.";
    turn += 1;
    return turn % 2 === 1 ? calls(call("echo", { text: "x" })) : "Well.";
  };
  const store = new MemoryStore();
  const { agent, model } = scripted(script, { store, tools: [echo], summary: { everyMessages: 5, keepLast: 6 } });

  for (let index = 1; index <= 5; index += 1) {
    await talk(agent, index, index);
    const { messages, summary: told } = store.sessions.read({ sessionId: "s" });
    expect(told === undefined || messages[told.upTo]?.role === "user").toBe(true);
  }

  for (const { messages } of model.requests) assertHistory(messages);
  expect(model.requests.filter(isAside).length).toBeGreaterThan(1);
});

test("a failure never fails the run, and leaves the session as it was", async () => {
  const store = new MemoryStore();
  for (const aside of [fails("MODEL_QUOTA"), " "]) {
    const { agent } = scripted(
      talks(() => aside),
      { store, summary: { everyMessages: 2, keepLast: 0 } },
    );
    await talk(agent, 1, 1);

    const { content, events } = await agent.run("Words", { sessionId: "s" });

    expect(content).toBe("Well.");
    expect(events.find(({ event }) => event === "SessionSummaryCompleted")).toMatchObject({
      error: expect.any(String),
    });
    expect(store.sessions.read({ sessionId: "s" }).summary).toBeUndefined();
  }
});

test("a cancel in the summary cancels the run; what was said stays in the session, without a summary", async () => {
  const store = new MemoryStore();
  const asked = Promise.withResolvers<void>();
  const script = talks(() => {
    asked.resolve();
    return hangs();
  });
  const { agent } = scripted(script, { store, summary: { everyMessages: 4, keepLast: 0 } });
  await talk(agent, 1, 1);
  const stream = agent.runStream("Words 2", { sessionId: "s" });
  const { output } = stream;
  await asked.promise;

  stream.cancel();

  expect(await output).toMatchObject({ status: "CANCELLED", content: "Well." });
  expect(store.sessions.read({ sessionId: "s" })).toMatchObject({ messages: { length: 4 } });
  expect(store.sessions.read({ sessionId: "s" }).summary).toBeUndefined();
});

test("two sessions, and two people, have summaries of their own", async () => {
  const { agent, model } = scripted(talks(), { summary });
  await talk(agent, 1, 4);

  await agent.run("Hi", { sessionId: "other" });
  await agent.run("Hi", { sessionId: "s", userId: "bob" });

  expect(model.requests.slice(-2).map(({ instructions }) => instructions)).toEqual([undefined, undefined]);
});

test("a run without a session is never summarised, and no more are short ones", async () => {
  const { agent, model } = scripted(talks(), { summary: { everyMessages: 0, keepLast: 0 } });

  await agent.run("Hi");
  await agent.run("Hi", { sessionId: "s" });

  expect(model.callCount).toBe(2);
});

test("a result that comes late, before the end of what the summary tells, makes it void", async () => {
  const store = new MemoryStore();
  let turn = 0;
  const script: Script = (request) => {
    if (isAside(request)) return "It waits.";
    turn += 1;
    return turn === 1 ? calls(call("write", { text: "a" })) : "Well.";
  };
  const { agent, model } = scripted(script, { store, tools: [notebook().write], summary });
  const paused = await agent.run("Write", { sessionId: "s" });
  await talk(agent, 1, 3);
  expect(store.sessions.read({ sessionId: "s" }).summary).toMatchObject({ text: "It waits." });
  paused.requirements[0]?.confirm();

  await agent.continueRun(paused);
  await talk(agent, 4, 4);

  const asked = model.requests.findLast((request) => !isAside(request));
  expect(asked?.instructions).toBeUndefined();
  expect(asked?.messages.map(textOf)).toContain("wrote a");
});

test("a paused run goes on with the summary that it began with", async () => {
  let turn = 0;
  const script: Script = (request) => {
    if (isAside(request)) return "A summary.";
    turn += 1;
    return turn === 4 ? calls(call("write", { text: "a" })) : "Well.";
  };
  const store = new MemoryStore();
  const first = scripted(script, { store, tools: [notebook().write], summary });
  await talk(first.agent, 1, 3);
  const paused = await first.agent.run("Write", { sessionId: "s" });
  const second = scripted(["Done."], { store, tools: [notebook().write], summary });
  paused.requirements[0]?.confirm();

  await second.agent.continueRun(paused.runId, {
    decisions: [{ requirementId: paused.requirements[0]?.id ?? "", action: "confirm" }],
  });

  expect(second.model.requests[0]?.instructions).toContain("A summary.");
  expect(second.model.requests[0]?.messages.map(textOf)).toEqual(["Words 3", "Well.", "Write", "", "wrote a"]);
});

test("of a very long message the summary is made of its beginning", async () => {
  const { agent, model } = scripted(talks(), { summary });
  await agent.run("x".repeat(9_000), { sessionId: "s" });

  await talk(agent, 2, 3);

  const aside = model.requests.find(isAside)?.messages.map(textOf).join() ?? "";
  expect(aside).toContain("[cut here: 5000 more characters]");
});

test("a summary that the run may not pay for is left out, and the answer stands", async () => {
  const price = { input: 1, output: 1, asOf: "2026-01-01", source: "test" };
  const model = new ScriptedModel([says("Well.", { usage: tokens(1, 1) })], { price });
  const options = { maxCost: 0.0012, modelSettings: { maxOutputTokens: 1_000 }, logger: new LogBook() };
  const store = new MemoryStore();
  const earlier = { role: "user", content: "x".repeat(1_000) } as const;
  store.sessions.append({ sessionId: "s" }, "r", { messages: [earlier] });
  const history = { maxMessages: 0 };
  const agent = new Agent({ model, store, history, summary: { everyMessages: 1, keepLast: 0 }, ...options });

  const output = await agent.run("Hi", { sessionId: "s" });

  expect(output).toMatchObject({ status: "COMPLETED", stopReason: "done", content: "Well." });
  expect(output.events.find(({ event }) => event === "SessionSummaryCompleted")).toMatchObject({
    error: "The limit maxCost of the run leaves nothing for it.",
  });
});
