import { Agent, AgentCancelled, CancellationToken, tool } from "@definable/core";
import type { RunEvent } from "@definable/core";
import { call, calls, collect, hangs, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const price = { input: 2, output: 8, asOf: "2026-11-01", source: "the test" };

const look = tool({
  name: "look",
  description: "Looks something up.",
  inputSchema: z.object({ what: z.string() }),
  execute: ({ what }) => `${what}: found`,
});

test("run returns what came of the run", async () => {
  const agent = new Agent({ model: new ScriptedModel(["Paris."]), instructions: "You are a helpful assistant." });

  const output = await agent.run("What is the capital of France?");

  expect(output.content).toBe("Paris.");
  expect(output.status).toBe("COMPLETED");
});

test("outputSchema gives a typed answer", async () => {
  const City = z.object({ name: z.string(), people: z.number() });
  const agent = new Agent({ model: new ScriptedModel(['{"name":"Paris","people":2100000}']) });

  const output = await agent.run("What is the capital of France?", { outputSchema: City });

  const people: number | undefined = output.parsed?.people;
  expect(people).toBe(2_100_000);
});

test("runStream gives the events while they happen", async () => {
  const gate = Promise.withResolvers<void>();
  const model = new ScriptedModel([{ text: ["Once ", "upon"], afterDeltas: 1, gate: gate.promise }]);
  const heard: string[] = [];

  for await (const event of new Agent({ model }).runStream("Write a short story.")) {
    heard.push(event.event);
    // The second piece cannot have come: its gate opens when the first was read.
    if (event.event === "RunContent") gate.resolve();
  }

  expect(heard.filter((name) => name === "RunContent")).toHaveLength(2);
  expect(heard.at(0)).toBe("RunStarted");
  expect(heard.at(-1)).toBe("RunCompleted");
});

test("a reader prints text, calls, results and tokens", async () => {
  const model = new ScriptedModel([
    { ...calls(call("look", { what: "robots" })), usage: tokens(20, 5) },
    says("A robot.", { usage: tokens(30, 5) }),
  ]);
  const lines: string[] = [];

  for await (const event of new Agent({ model, tools: [look] }).runStream("Go")) {
    if (event.event === "RunContent") lines.push(event.content);
    else if (event.event === "ToolCallStarted") lines.push(`Calling ${event.toolName}`);
    else if (event.event === "ToolCallCompleted") lines.push(`Done: ${event.result.slice(0, 100)}`);
    else if (event.event === "RunCompleted") lines.push(`Tokens used: ${event.metrics.totalTokens}`);
  }

  expect(lines).toEqual(["Calling look", "Done: robots: found", "A robot.", "Tokens used: 60"]);
});

test("messages are the conversation before the input", async () => {
  const model = new ScriptedModel(["You are Ada."]);
  const messages = [
    { role: "user", content: "I am Ada." },
    { role: "assistant", content: "Hello." },
  ] as const;

  await new Agent({ model }).run("Who am I?", { messages });

  expect(model.requests[0]?.messages).toMatchObject([...messages, { role: "user", content: "Who am I?" }]);
});

test("sessionId groups runs into a conversation", async () => {
  const model = new ScriptedModel(["Hello Ada.", "You are Ada.", "I do not know."]);
  const agent = new Agent({ model });

  await agent.run("I am Ada.", { sessionId: "one" });
  const second = await agent.run("Who am I?", { sessionId: "one" });
  const other = await agent.run("Who am I?", { sessionId: "two" });

  expect(second.sessionId).toBe("one");
  expect(second.messages).toHaveLength(4);
  expect(other.messages).toHaveLength(2);
});

test("runId names the run, and is made when none is given", async () => {
  const agent = new Agent({ model: new ScriptedModel(["One.", "Two."]) });

  const named = await agent.run("Go", { runId: "run-7" });
  const unnamed = await agent.run("Go");

  expect(named.runId).toBe("run-7");
  expect(unnamed.runId).toMatch(/^[0-9a-f-]{36}$/);
});

test("userId keeps the sessions of two people apart", async () => {
  const agent = new Agent({ model: new ScriptedModel(["One.", "Two."]) });

  await agent.run("I am Ada.", { sessionId: "s", userId: "ada" });
  const bob = await agent.run("Who am I?", { sessionId: "s", userId: "bob" });

  expect(bob.userId).toBe("bob");
  expect(bob.messages).toHaveLength(2);
});

test("images, videos, audio and files come with the input, in run and runStream", async () => {
  const model = new ScriptedModel(["Seen.", "Seen."]);
  const agent = new Agent({ model });
  const media = {
    images: [{ url: "https://example.com/a.png" }],
    videos: [{ url: "https://example.com/a.mp4" }],
    audio: [{ content: new Uint8Array([1, 2, 3]), mimeType: "audio/wav" }],
    files: [{ content: "aGk=", filename: "hi.txt", mimeType: "text/plain" }],
  };

  await agent.run("Look", media);
  await collect(agent.runStream("Look", media));

  for (const { messages } of model.requests) {
    const [said] = messages;
    const parts = said?.role === "user" && typeof said.content !== "string" ? said.content : [];
    expect(parts.map(({ type }) => type)).toEqual(["text", "image", "video", "audio", "file"]);
  }
});

test("cancellationToken cancels the run, which is told by AgentCancelled", async () => {
  const agent = new Agent({ model: new ScriptedModel([hangs({ text: "I was ab", afterDeltas: 1 })]) });
  const token = new CancellationToken();
  agent.events.on("RunContent", () => token.cancel());

  const error: unknown = await agent
    .run("Do a long research task", { cancellationToken: token })
    .catch((e: unknown) => e);

  expect(error).toBeInstanceOf(AgentCancelled);
  expect(error).toMatchObject({ output: { status: "CANCELLED", content: "I was ab" } });
});

test("a token says that it was cancelled, and throws when asked to", () => {
  const token = new CancellationToken();
  expect(token.isCancelled).toBe(false);
  expect(() => token.throwIfCancelled()).not.toThrow();

  token.cancel();

  expect(token.isCancelled).toBe(true);
  expect(() => token.throwIfCancelled()).toThrow(AgentCancelled);
});

test("the output says what was used: tokens, cost and time", async () => {
  const model = new ScriptedModel([says("Hi.", { usage: tokens(1_000, 500) })], { price });
  let now = 0;

  const output = await new Agent({ model, now: () => (now += 10) }).run("Hello!");

  expect(output.metrics.totalTokens).toBe(1_500);
  expect(output.metrics.cost).toBeCloseTo(0.006);
  expect(output.metrics.duration).toBeGreaterThan(0);
  expect(output.metrics.timeToFirstToken).toBeGreaterThan(0);
});

test("RunCompleted holds the whole output, and its fields", async () => {
  const agent = new Agent({ model: new ScriptedModel([says("Hi.", { usage: tokens(1, 2) })]) });
  const events: RunEvent[] = [];
  for await (const event of agent.runStream("Hello!")) events.push(event);

  const completed = events.at(-1);

  expect(completed).toMatchObject({ event: "RunCompleted", content: "Hi.", metrics: { totalTokens: 3 } });
  expect(completed?.event === "RunCompleted" && completed.output?.messages).toHaveLength(2);
  expect(completed?.event === "RunCompleted" && completed.messages).toHaveLength(2);
});

test("the input is text, a message or several", async () => {
  const model = new ScriptedModel(["One.", "Two.", "Three."]);
  const agent = new Agent({ model });

  await agent.run("Hi");
  await agent.run({ role: "user", content: "Hi" });
  await agent.run([
    { role: "user", content: "First." },
    { role: "user", content: "Then." },
  ]);

  expect(model.requests.map(({ messages }) => messages.map(({ content }) => content))).toEqual([
    ["Hi"],
    ["Hi"],
    ["First.", "Then."],
  ]);
});

test("outputSchema gives a typed answer", async () => {
  const outputSchema = z.object({ city: z.string(), population: z.number() });
  const model = new ScriptedModel(['{ "city": "Paris", "population": 2100000 }']);

  const output = await new Agent({ model }).run("The capital of France?", { outputSchema });

  // The compiler knows the field: without its type this line is an error.
  const city: string | undefined = output.parsed?.city;
  expect(city).toBe("Paris");
  expect(output.parsed).toEqual({ city: "Paris", population: 2_100_000 });
});

test("a run may have its own instructions, tools, model and state", async () => {
  const own = new ScriptedModel([calls(call("look", { what: "x" })), "Done."]);
  const seen: unknown[] = [];
  const spy = look.with({ preHook: ({ context }) => void seen.push(context.sessionState, context.dependencies) });
  const agent = new Agent({ model: new ScriptedModel([]), instructions: "Be brief." });

  const output = await agent.run("Go", {
    instructions: "Be long.",
    tools: [spy],
    model: own,
    modelSettings: { temperature: 0 },
    metadata: { ticket: 7 },
    sessionState: { step: 1 },
    dependencies: { clock: "wall" },
  });

  expect(own.requests[0]).toMatchObject({ instructions: "Be long.", settings: { temperature: 0 } });
  expect(seen).toEqual([{ step: 1 }, { clock: "wall" }]);
  expect(output.metadata).toEqual({ ticket: 7 });
});
