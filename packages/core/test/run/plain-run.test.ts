import { EVENT_CATALOG } from "@definable/spec";
import { collect, says, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { flow } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";

const PLAIN = [
  "RunStarted",
  "PhaseStarted prepare",
  "PhaseCompleted prepare",
  "PhaseStarted compose",
  "PhaseCompleted compose",
  "PhaseStarted invoke_loop",
  "ModelCallStarted",
  "RunContent Hel",
  "RunContent lo",
  "RunContentCompleted Hello",
  "ModelCallCompleted",
  "PhaseCompleted invoke_loop",
  "RunCompleted",
];

test("a plain run tells its events in this order", async () => {
  const { agent } = scripted([says("Hello", { chunkSize: 3 })]);

  const { events, output } = await collect(agent.runStream("Hi"));

  expect(flow(events)).toEqual(PLAIN);
  expect(output.content).toBe("Hello");
});

test("run tells the same events as runStream", async () => {
  const { agent } = scripted([says("Hello", { chunkSize: 3 })]);

  const output = await agent.run("Hi");

  expect(flow(output.events)).toEqual(PLAIN);
});

test("a model that says nothing leaves no text events and no message", async () => {
  const { agent } = scripted([""]);

  const output = await agent.run("Hi");

  expect(flow(output.events)).not.toContainEqual(expect.stringContaining("Content"));
  expect(output.messages).toEqual([{ role: "user", content: "Hi" }]);
  expect(output.content).toBe("");
});

test("every event says whose it is and counts up by one", async () => {
  const { agent } = scripted(["Hello"], { name: "Ada Lovelace", now: () => 5 });

  const { events } = await collect(agent.runStream("Hi", { runId: "r", sessionId: "s" }));

  const envelope = { runId: "r", sessionId: "s", agentId: "ada-lovelace", agentName: "Ada Lovelace", createdAt: 5 };
  for (const [index, event] of events.entries()) expect(event).toMatchObject({ ...envelope, seq: index + 1 });
});

test("the output says what was asked, answered and used", async () => {
  const { agent } = scripted([says("Hello", { usage: tokens(3, 2) })]);

  const output = await agent.run("Hi", { userId: "ada", metadata: { from: "test" } });

  expect(output).toMatchObject({
    status: "COMPLETED",
    stopReason: "done",
    input: { messages: [{ role: "user", content: "Hi" }] },
    content: "Hello",
    contentType: "text",
    model: "scripted",
    modelProvider: "scripted",
    userId: "ada",
    metadata: { from: "test" },
    hasSession: false,
    historyLength: 0,
    segments: 1,
    metrics: { totalTokens: 5, modelCalls: 1, toolCalls: 0 },
  });
  expect(output.messages.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Hi"],
    ["assistant", "Hello"],
  ]);
});

test("RunCompleted carries the output flat, and in this process the output itself", async () => {
  const { agent } = scripted(["Hello"]);

  const { events, output } = await collect(agent.runStream("Hi"));

  const last = events.at(-1);
  if (last?.event !== "RunCompleted") throw new Error("The run did not complete.");
  expect(last.output).toBe(output);
  expect(last).toMatchObject({ content: "Hello", messages: output.messages, metrics: output.metrics });
  expect(JSON.parse(JSON.stringify(last))).not.toHaveProperty("output");
});

test("ModelCallStarted shows the conversation here, and in its JSON only what is new", async () => {
  const { agent } = scripted(["Hello"], { instructions: "Be brief." });

  const { events } = await collect(agent.runStream("Hi", { messages: [{ role: "user", content: "Earlier" }] }));

  const started = events.find((event) => event.event === "ModelCallStarted");
  expect(started?.messages?.toArray()).toHaveLength(2);
  const json = JSON.parse(JSON.stringify(started));
  expect(json).not.toHaveProperty("messages");
  expect(json).toMatchObject({ messageCount: 2, newMessages: [{ content: "Earlier" }, { content: "Hi" }] });
  expect(JSON.stringify(events)).not.toContain("Be brief.");
});

test("events hold the fields that the catalog tells of", async () => {
  const { agent } = scripted([says("Hello", { reasoning: "Hm", usage: tokens(1, 1) })]);
  const envelope = new Set(["event", "runId", "sessionId", "agentId", "agentName", "parentRunId", "seq", "createdAt"]);

  const { events } = await collect(agent.runStream("Hi"));

  for (const event of events.slice(0, -1)) {
    const told = EVENT_CATALOG[event.event].fields;
    const held = Object.keys(event).filter((key) => !envelope.has(key));
    expect(held.filter((key) => !told.includes(key) && !told.includes(`${key}?`))).toEqual([]);
    expect(told.filter((field) => !field.endsWith("?") && !held.includes(field))).toEqual([]);
  }
});
