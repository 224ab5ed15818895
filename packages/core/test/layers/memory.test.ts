import { call, calls, fails } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { MemoryStore } from "../../src/index.ts";
import { textOf } from "../../src/layers/query-of.ts";
import { story } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";
import { KeywordKnowledge } from "./keyword-knowledge.ts";
import { NotesMemory } from "./notes-memory.ts";

test("what was said in one conversation is known in the next one of the same person", async () => {
  const memory = new NotesMemory();
  const { agent, model } = scripted(["Nice to meet you.", "Ada."], { memory });
  await agent.run("I am Ada.", { userId: "ada", sessionId: "one" });

  const { events } = await agent.run("Who am I?", { userId: "ada", sessionId: "two" });

  expect(model.requests[1]?.instructions).toBe("<memory>\nuser: I am Ada.\nassistant: Nice to meet you.\n</memory>");
  expect(events.find(({ event }) => event === "MemoryRecallCompleted")).toMatchObject({
    query: "Who am I?",
    chunksIncluded: 2,
    chunksAvailable: 2,
  });
});

test("another person's memory is never seen", async () => {
  const memory = new NotesMemory();
  const { agent, model } = scripted(() => "Well.", { memory });
  await agent.run("I am Ada.", { userId: "ada" });

  await agent.run("Who am I?", { userId: "bob" });
  await agent.run("Who am I?");

  expect(model.requests.slice(1).map(({ instructions }) => instructions)).toEqual([undefined, undefined]);
});

test("memory is written after the answer, with the input and the answer and nothing between", async () => {
  const memory = new NotesMemory();
  const { write } = notebook();
  const tool = write.with({ requiresConfirmation: false });
  const { agent } = scripted([calls(call("write", { text: "x" })), "Done."], { memory, tools: [tool] });

  const { events } = await agent.run("Write x");

  expect(memory.updates[0]?.map((message) => `${message.role}: ${textOf(message)}`)).toEqual([
    "user: Write x",
    "assistant: Done.",
  ]);
  expect(story(events).slice(-3)).toEqual(["MemoryUpdateStarted", "MemoryUpdateCompleted", "RunCompleted"]);
  expect(events.find(({ event }) => event === "MemoryUpdateCompleted")).toMatchObject({ messageCount: 2 });
});

test("a run that fails or pauses leaves nothing in memory", async () => {
  const memory = new NotesMemory();
  const script = [fails("MODEL_QUOTA"), calls(call("write", { text: "x" }))];
  const { agent } = scripted(script, { memory, tools: [notebook().write] });
  await rejection(agent.run("Fail"));

  await agent.run("Pause");

  expect(memory.updates).toEqual([]);
});

test("a memory that throws is told and never fails the run", async () => {
  const memory = {
    recall: () => Promise.reject(new Error("key sk-123")),
    update: () => Promise.reject(new Error("key sk-123")),
  };
  const { agent } = scripted(["Fine."], { memory });

  const { content, events } = await agent.run("Hi");

  expect(content).toBe("Fine.");
  const ends = events.filter(({ event }) => event === "MemoryRecallCompleted" || event === "MemoryUpdateCompleted");
  expect(ends).toMatchObject([{ error: expect.stringContaining("memory") }, { error: expect.any(String) }]);
  expect(JSON.stringify(events)).not.toContain("sk-123");
});

test("files, knowledge and memory come in this order", async () => {
  const files = [{ content: btoa("a,b"), mimeType: "text/csv", filename: "a.csv" }];
  const knowledge = new KeywordKnowledge({ a: "Hello there" });
  const { agent, model } = scripted(["Fine."], { memory: new NotesMemory(), knowledge, readers: true });

  const { events } = await agent.run("Hello", { files });

  expect(story(events).slice(1, 7)).toEqual([
    "FileReadStarted",
    "FileReadCompleted",
    "KnowledgeRetrievalStarted",
    "KnowledgeRetrievalCompleted",
    "MemoryRecallStarted",
    "MemoryRecallCompleted",
  ]);
  expect(knowledge.queries).toEqual(["Hello"]);
  expect(model.callCount).toBe(1);
});

test("a continuation has what its run recalled, without asking again, and remembers the whole run", async () => {
  const memory = new NotesMemory();
  await memory.update([{ role: "user", content: "I am Ada." }], {
    sessionId: "",
    runId: "",
    signal: new AbortController().signal,
  });
  const knowledge = new KeywordKnowledge({ a: "Write on paper" });
  const script = [calls(call("write", { text: "x" })), "Done."];
  const { agent, model } = scripted(script, { memory, knowledge, tools: [notebook().write] });
  const paused = await agent.run("Write x");
  paused.requirements[0]?.confirm();

  const { events } = await agent.continueRun(paused);

  expect(model.requests[1]?.instructions).toBe(model.requests[0]?.instructions);
  expect(model.requests[1]?.instructions).toContain("I am Ada.");
  expect(knowledge.queries).toHaveLength(1);
  expect(events.some(({ event }) => event === "MemoryRecallStarted")).toBe(false);
  expect(memory.updates.at(-1)?.map(({ content }) => content)).toEqual(["Write x", "Done."]);
});

test("in another process a continuation reads knowledge and memory again, and its files from its history", async () => {
  const files = [{ content: btoa("Ada,36"), mimeType: "text/csv", filename: "a.csv" }];
  const knowledge = new KeywordKnowledge({ a: "Write on paper" });
  const layers = { memory: new NotesMemory(), knowledge, readers: true, tools: [notebook().write] };
  const first = scripted([calls(call("write", { text: "x" }))], layers);
  const second = scripted(["Done."], { ...layers, store: new MemoryStore() });
  const paused = await first.agent.run("Write x", { files });
  paused.requirements[0]?.confirm();

  const { events } = await second.agent.continueRun(JSON.stringify(paused));

  expect(second.model.requests[0]?.messages[0]?.content).toContain("Ada,36");
  expect(second.model.requests[0]?.instructions).toContain("Write on paper");
  expect(knowledge.queries).toEqual(["Write x", "Write x"]);
  expect(events.some(({ event }) => event === "FileReadStarted")).toBe(false);
});

test("a sub-agent that the model starts has no memory of its own", async () => {
  const memory = new NotesMemory();
  const script = [calls(call("spawn_agent", { goal: "Count." })), "Three.", "It is three."];
  const { agent } = scripted(script, { memory, subAgents: true });

  const { content } = await agent.run("How many?");

  expect(content).toBe("It is three.");
  expect(memory.updates.map((messages) => messages.map(textOf))).toEqual([["How many?", "It is three."]]);
});

test("that an answer had to be mended is nothing that the person said", async () => {
  const memory = new NotesMemory();
  const { agent } = scripted(['{"n":"one"}', '{"n":1}'], { memory });

  await agent.run("How many?", { outputSchema: z.object({ n: z.number() }) });

  expect(memory.updates[0]?.map(textOf)).toEqual(["How many?", '{"n":1}']);
});
