import { Agent, tool } from "@definable/core";
import type { AgentOptions, Knowledge, Memory, RunEvent, RunEventName, RunOptions } from "@definable/core";
import { textReader } from "@definable/core/readers";
import { call, calls, collect, ScriptedModel } from "@definable/testing";
import type { Script } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

/** A memory that knows the last thing that each person said. */
function lastWords(): Memory {
  const said = new Map<string | undefined, string>();
  return {
    recall: async (_query, { userId }) => {
      const text = said.get(userId) ?? "";
      return { text, tokensUsed: text.length, chunksIncluded: text === "" ? 0 : 1, chunksAvailable: said.size };
    },
    update: async ([first], { userId }) =>
      void said.set(userId, typeof first?.content === "string" ? first.content : ""),
  };
}

const knowledge: Knowledge = {
  retrieve: async () => [
    { id: "1", content: "Tea wants 80 degrees.", score: 0.9 },
    { id: "2", content: "Rain is wet.", score: 0.1 },
  ],
};

const files = [{ content: btoa("name,age\nAda,36"), mimeType: "text/csv", filename: "people.csv" }];

/** The events of one run by these names, and what its model was asked. */
async function told(script: Script, options: Omit<AgentOptions, "model">, run: RunOptions = {}) {
  const model = new ScriptedModel(script);
  const { events } = await collect(new Agent({ model, ...options }).runStream("How hot is tea?", run));
  const named = (...names: readonly RunEventName[]): readonly RunEvent[] =>
    events.filter(({ event }) => names.includes(event));
  return { model, named };
}

test("userId keeps what one person said from another", async () => {
  const model = new ScriptedModel(() => "Hello.");
  const agent = new Agent({ model, memory: lastWords() });
  await agent.run("I am Ada.", { userId: "ada" });

  for (const userId of ["ada", "bob"]) await agent.run("Who am I?", { userId });

  expect(model.requests.map(({ instructions }) => instructions?.includes("I am Ada.") ?? false)).toEqual([
    false,
    true,
    false,
  ]);
});

test("files are read into the prompt when readers are on", async () => {
  const { model } = await told(["36."], { readers: true }, { files });

  expect(model.requests[0]?.messages[0]?.content).toContain("Ada,36");
});

test("the built-in reader can be made with options", async () => {
  const { named } = await told(["36."], { readers: textReader({ maxBytes: 5 }) }, { files });

  expect(named("FileReadCompleted")).toMatchObject([{ filesFailed: 1, error: expect.stringContaining("5 bytes") }]);
});

test("FileReadStarted and FileReadCompleted say how many files were read", async () => {
  const { named } = await told(["36."], { readers: true }, { files });

  expect(named("FileReadStarted", "FileReadCompleted")).toMatchObject([
    { fileCount: 1 },
    { fileCount: 1, filesRead: 1, filesFailed: 0, durationMs: expect.any(Number) },
  ]);
});

test("KnowledgeRetrievalStarted and KnowledgeRetrievalCompleted say what was asked and found", async () => {
  const { named, model } = await told(["80."], { knowledge: { knowledge, minScore: 0.5 } });

  expect(named("KnowledgeRetrievalStarted", "KnowledgeRetrievalCompleted")).toMatchObject([
    { query: "How hot is tea?" },
    { query: "How hot is tea?", documentsFound: 2, documentsUsed: 1, durationMs: expect.any(Number) },
  ]);
  expect(model.requests[0]?.instructions).toContain("Tea wants 80 degrees.");
});

test("MemoryRecallStarted and MemoryRecallCompleted say what was asked and found", async () => {
  const { named } = await told(["80."], { memory: lastWords() });

  expect(named("MemoryRecallStarted", "MemoryRecallCompleted")).toMatchObject([
    { query: "How hot is tea?" },
    { query: "How hot is tea?", tokensUsed: 0, chunksIncluded: 0, chunksAvailable: 0, durationMs: expect.any(Number) },
  ]);
});

test("MemoryUpdateStarted and MemoryUpdateCompleted say how much was written", async () => {
  const { named } = await told(["80."], { memory: lastWords() });

  expect(named("MemoryUpdateStarted", "MemoryUpdateCompleted")).toMatchObject([
    { messageCount: 2 },
    { messageCount: 2, durationMs: expect.any(Number) },
  ]);
});

test("SessionSummaryStarted and SessionSummaryCompleted say what a long session comes down to", async () => {
  const model = new ScriptedModel(["One.", "Two.", "They count.", "Three.", "On and on."]);
  const agent = new Agent({ model, sessionId: "s", summary: { everyMessages: 4, keepLast: 2 } });
  await agent.run("1?");

  const { events } = await collect(agent.runStream("2?"));
  await agent.run("3?");

  const names = ["SessionSummaryStarted", "SessionSummaryCompleted"];
  expect(events.filter(({ event }) => names.includes(event))).toMatchObject([{}, { sessionSummary: "They count." }]);
  expect(model.requests[3]?.instructions).toContain("They count.");
});

test("CompressionStarted and CompressionCompleted say how much shorter results of tools became", async () => {
  const long = tool({
    name: "long",
    description: "Tells much.",
    inputSchema: z.object({}),
    execute: () => "x".repeat(1_000),
  });
  const script = [calls(call("long")), "Short.", "Done."];

  const { named } = await told(script, { tools: [long], compression: { toolResultsLimit: 1 } });

  expect(named("CompressionStarted", "CompressionCompleted")).toMatchObject([
    { toolResultsCount: 1 },
    { toolResultsCompressed: 1, originalSize: 1_000, compressedSize: 6, durationMs: expect.any(Number) },
  ]);
});
