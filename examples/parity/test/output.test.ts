import { Agent, AgentCancelled, AgentRunError, RunStatus, tool } from "@definable/core";
import type { RunOutput } from "@definable/core";
import { blockTopics } from "@definable/core/guardrails";
import { call, calls, fails, hangs, says, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

/** What came of a run, also when it failed or was cancelled. */
async function whatCame(running: Promise<RunOutput>): Promise<RunOutput | undefined> {
  return running.catch((error: unknown) => {
    if (error instanceof AgentCancelled || error instanceof AgentRunError) return error.output;
    throw error;
  });
}

test("the output of a plain run", async () => {
  const model = new ScriptedModel(["Hi."], { id: "gpt-4o", provider: "openai" });

  const output = await new Agent({ model, agentId: "helper" }).run("Hello!", { sessionId: "s", runId: "r" });

  expect(output).toMatchObject({
    content: "Hi.",
    contentType: "text",
    runId: "r",
    agentId: "helper",
    sessionId: "s",
    model: "gpt-4o",
    modelProvider: "openai",
    status: "COMPLETED",
    requirements: [],
    isPaused: false,
  });
  expect(output.parentRunId).toBeUndefined();
  expect(output.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
});

test("what a model thought is text", async () => {
  const model = new ScriptedModel([{ reasoning: "Let me think.", text: "42." }]);

  const output = await new Agent({ model }).run("Go");

  expect(output.reasoningContent).toBe("Let me think.");
  expect(output.reasoning).toMatchObject([{ text: "Let me think." }]);
});

test("contentType is json when an answer has a shape", async () => {
  const model = new ScriptedModel(['{"sum":42}', "42."]);
  const agent = new Agent({ model });

  const shaped = await agent.run("Go", { outputSchema: z.object({ sum: z.number() }) });
  const plain = await agent.run("Go");

  expect([shaped.contentType, shaped.content, shaped.parsed]).toEqual(["json", '{"sum":42}', { sum: 42 }]);
  expect([plain.contentType, plain.content, plain.parsed]).toEqual(["text", "42.", undefined]);
});

test("what the thinking layer thought is XML and steps", async () => {
  const thought = { analysis: "A sum.", approach: "Add.", toolPlan: [] };
  const agent = new Agent({ model: new ScriptedModel([JSON.stringify(thought), "42."]), thinking: true });

  const output = await agent.run("40 + 2?");

  expect(output.reasoningContent).toBe('<reasoning>\n<step title="Analysis">A sum.\n\nAdd.</step>\n</reasoning>');
  expect(output.reasoningSteps).toMatchObject([{ title: "Analysis", reasoningContent: "A sum.\n\nAdd." }]);
  expect(output.reasoningMessages?.map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
});

test("a sub-agent names the run that started it", async () => {
  const model = new ScriptedModel([calls(call("spawn_agent", { goal: "Help" })), "Helped.", "Done."]);
  const agent = new Agent({ model, subAgents: true });

  const output = await agent.run("Go");
  const child = await agent.getRun(output.tools[0]?.childRunId ?? "");

  expect(child).toMatchObject({ parentRunId: output.runId, content: "Helped." });
});

test("every status has its name", () => {
  expect(RunStatus).toEqual({
    pending: "PENDING",
    running: "RUNNING",
    completed: "COMPLETED",
    paused: "PAUSED",
    cancelled: "CANCELLED",
    blocked: "BLOCKED",
    error: "ERROR",
  });
});

test("the output keeps the events", async () => {
  const output = await new Agent({ model: new ScriptedModel(["Hi."]) }).run("Go");

  expect(output.events.map(({ seq }) => seq)).toEqual(output.events.map((_, index) => index + 1));
  expect(output.events.at(-1)?.event).toBe("RunCompleted");
  const none = await new Agent({ model: new ScriptedModel(["Hi."]), keepEvents: false }).run("Go");
  expect(none.events).toEqual([]);
});

test("media that a model makes are in the output", async () => {
  const images = [{ url: "https://example.com/a.png" }];
  const audio = { content: "AAAA", mimeType: "audio/wav", transcript: "Hi." };

  const output = await new Agent({ model: new ScriptedModel([says("Hi.", { images, audio })]) }).run("Draw and speak");

  expect(output.images).toEqual(images);
  expect(output.responseAudio).toEqual(audio);
});

test("every status a run can end with", async () => {
  const asks = tool({
    name: "asks",
    description: "Asks.",
    inputSchema: z.object({}),
    requiresConfirmation: true,
    execute: () => "done",
  });
  const agentOf = (step: ConstructorParameters<typeof ScriptedModel>[0]): Agent =>
    new Agent({ model: new ScriptedModel(step), tools: [asks], maxRetries: 0 });

  const guarded = new Agent({ model: new ScriptedModel([]), guardrails: [blockTopics(["go"])] });
  const outputs = await Promise.all([
    whatCame(agentOf(["Done."]).run("Go")),
    whatCame(agentOf([calls(call("asks"))]).run("Go")),
    whatCame(agentOf([fails("MODEL_QUOTA")]).run("Go")),
    whatCame(agentOf([hangs()]).run("Go", { signal: AbortSignal.abort() })),
    whatCame(guarded.run("Go")),
  ]);

  expect(outputs.map((output) => output?.status)).toEqual(["COMPLETED", "PAUSED", "ERROR", "CANCELLED", "BLOCKED"]);
});

test("contentType is json when an answer has a shape", async () => {
  const model = new ScriptedModel(['{"n":1}', "Hi."]);
  const agent = new Agent({ model });

  const shaped = await agent.run("Count", { outputSchema: z.object({ n: z.number() }) });
  const plain = await agent.run("Hello");

  expect([shaped.contentType, shaped.content, shaped.parsed]).toEqual(["json", '{"n":1}', { n: 1 }]);
  expect([plain.contentType, plain.parsed]).toEqual(["text", undefined]);
});

test("what the thinking layer thought is XML and steps", async () => {
  const thought = { analysis: "They want a sum.", approach: "Add.", toolPlan: null };
  const model = new ScriptedModel([JSON.stringify(thought), "4."]);

  const output = await new Agent({ model, thinking: true }).run("What is 2 + 2?");

  expect(output.reasoningContent).toMatch(/^<reasoning>[\s\S]*They want a sum\.[\s\S]*<\/reasoning>$/);
  expect(output.reasoningSteps?.[0]?.reasoningContent).toContain("They want a sum.");
  expect(output.reasoningMessages?.length).toBeGreaterThan(1);
  expect(output.content).toBe("4.");
});

test("media that a tool makes reach the model and the output", async () => {
  const files = [{ content: "aGk=", filename: "hi.txt", mimeType: "text/plain" }];
  const videos = [{ url: "https://example.com/a.mp4" }];
  const makes = tool({
    name: "makes",
    description: "Makes things.",
    inputSchema: z.object({}),
    execute: () => ({ content: "made", files, videos }),
  });
  const model = new ScriptedModel([calls(call("makes")), "Here they are."]);

  const output = await new Agent({ model, tools: [makes] }).run("Make something");

  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", files, videos });
  expect(output).toMatchObject({ files, videos });
});
