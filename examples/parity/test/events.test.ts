import * as core from "@definable/core";
import { Agent, tool } from "@definable/core";
import type { RunEvent, RunEventName } from "@definable/core";
import { EVENT_CATALOG } from "@definable/spec";
import { call, calls, collect, fails, hangs, says, ScriptedModel, tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const none = z.object({});
const work = tool({
  name: "work",
  description: "Works.",
  inputSchema: z.object({ on: z.string() }),
  execute: ({ on }, { emit }) => {
    emit("half", { on });
    return `${on} is done`;
  },
});
const broken = tool({
  name: "broken",
  description: "Fails.",
  inputSchema: none,
  execute: () => Promise.reject(new Error("The door is shut.")),
});

/** The one event of a name that a run said. */
function only<Name extends RunEventName>(events: readonly RunEvent[], name: Name): Extract<RunEvent, { event: Name }> {
  const found = events.filter((event): event is Extract<RunEvent, { event: Name }> => event.event === name);
  expect(found.map(({ event }) => event)).toEqual([name]);
  return found[0] as Extract<RunEvent, { event: Name }>;
}

const namesOf = (events: readonly RunEvent[]): readonly string[] => events.map(({ event }) => event);

test("a run begins and ends", async () => {
  const { events, output } = await collect(
    new Agent({ model: new ScriptedModel(["Hi."]), name: "Ada" }).runStream("Go"),
  );

  expect(only(events, "RunStarted")).toMatchObject({ runId: output.runId, agentId: "ada", agentName: "Ada", seq: 1 });
  expect(only(events, "RunCompleted")).toMatchObject({ runId: output.runId, status: "COMPLETED" });
});

test("text comes in pieces and ends whole", async () => {
  const { events } = await collect(new Agent({ model: new ScriptedModel([says(["One ", "two."])]) }).runStream("Go"));

  const pieces = events.flatMap((event) => (event.event === "RunContent" ? [event.content] : []));
  expect(pieces).toEqual(["One ", "two."]);
  expect(only(events, "RunContentCompleted").fullContent).toBe("One two.");
});

test("text before a call is not the answer", async () => {
  const model = new ScriptedModel([{ text: "Let me see.", toolCalls: [call("work", { on: "it" })] }, "Here it is."]);

  const { events, output } = await collect(new Agent({ model, tools: [work] }).runStream("Go"));

  expect(only(events, "IntermediateRunContent").content).toBe("Let me see.");
  expect(output.content).toBe("Here it is.");
});

test("a call begins and gives its result", async () => {
  const model = new ScriptedModel([calls(call("work", { on: "tea" })), "Done."]);

  const { events } = await collect(new Agent({ model, tools: [work] }).runStream("Go"));

  const started = only(events, "ToolCallStarted");
  expect([started.tool.toolName, started.tool.toolArgs]).toEqual(["work", { on: "tea" }]);
  const completed = only(events, "ToolCallCompleted");
  expect([completed.tool.toolName, completed.tool.result, completed.content]).toEqual([
    "work",
    "tea is done",
    "tea is done",
  ]);
});

test("a call that fails says why", async () => {
  const model = new ScriptedModel([calls(call("broken")), "It is shut."]);

  const { events } = await collect(new Agent({ model, tools: [broken] }).runStream("Go"));

  expect(only(events, "ToolCallError")).toMatchObject({ tool: { toolName: "broken" }, error: "The door is shut." });
});

test("hooks are told by the name of their tool", async () => {
  const hooked = work.with({ preHook: () => undefined, postHook: () => undefined });
  const model = new ScriptedModel([calls(call("work", { on: "tea" })), "Done."]);

  const { events } = await collect(new Agent({ model, tools: [hooked] }).runStream("Go"));

  for (const name of ["PreHookStarted", "PreHookCompleted", "PostHookStarted", "PostHookCompleted"] as const) {
    expect(only(events, name).toolName).toBe("work");
  }
});

test("the thinking layer thinks in steps", async () => {
  const thought = { analysis: "It is about work.", approach: "Do it.", toolPlan: ["work"] };
  const model = new ScriptedModel([says(JSON.stringify(thought), { chunkSize: 9 }), "Done."]);
  const agent = new Agent({ model, tools: [work], thinking: true });

  const { events } = await collect(agent.runStream("Go"));

  const steps = events.flatMap((event) => (event.event === "ReasoningStep" ? [event] : []));
  expect(steps.map(({ title, reasoningContent }) => [title, reasoningContent])).toEqual([
    ["Analysis", "It is about work.\n\nDo it."],
    ["Tool Plan", "work"],
  ]);
  const names = events.map(({ event }) => event);
  expect(names.indexOf("ReasoningCompleted")).toBeLessThan(names.indexOf("RunContent"));
});

test("thinking comes before the answer", async () => {
  const model = new ScriptedModel([{ reasoning: ["Let ", "me think."], text: "42." }]);

  const { events } = await collect(new Agent({ model }).runStream("Solve this math problem"));

  const thoughts = events.flatMap((event) => (event.event === "ReasoningContentDelta" ? [event.reasoningContent] : []));
  expect(thoughts).toEqual(["Let ", "me think."]);
  const order = namesOf(events).filter((name) => /^(Reasoning|RunContent$)/.test(name));
  expect(order).toEqual([
    "ReasoningStarted",
    "ReasoningContentDelta",
    "ReasoningContentDelta",
    "ReasoningCompleted",
    "RunContent",
  ]);
});

test("a run pauses and goes on", async () => {
  const asks = work.with({ requiresConfirmation: true });
  const model = new ScriptedModel([calls(call("work", { on: "tea" })), "Done."]);
  const agent = new Agent({ model, tools: [asks] });

  const paused = await collect(agent.runStream("Go"));
  const { requirements } = only(paused.events, "RunPaused");
  expect(requirements).toMatchObject([{ kind: "confirmation", toolExecution: { toolName: "work" } }]);

  const decisions = requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);
  const { events } = await collect(agent.continueRunStream(paused.output.runId, { decisions }));
  expect(events[0]?.event).toBe("RunContinued");
  expect(events.at(-1)?.event).toBe("RunCompleted");
});

test("a run that fails says why", async () => {
  const { events } = await collect(new Agent({ model: new ScriptedModel([fails("MODEL_QUOTA")]) }).runStream("Go"));

  expect(only(events, "RunError")).toMatchObject({ error: expect.any(String), errorCode: "MODEL_QUOTA" });
});

test("a run that is cancelled says so", async () => {
  const stream = new Agent({ model: new ScriptedModel([hangs()]) }).runStream("Go");
  stream.cancel("Enough");

  const { events } = await collect(stream);

  expect(only(events, "RunCancelled").reason).toBe("Enough");
});

test("a tool sends an event of its own", async () => {
  const model = new ScriptedModel([calls(call("work", { on: "tea" })), "Done."]);

  const { events } = await collect(new Agent({ model, tools: [work] }).runStream("Go"));

  expect(only(events, "CustomEvent")).toMatchObject({ name: "half", data: { on: "tea" } });
});

test("a model call begins and ends", async () => {
  const model = new ScriptedModel([says("Hi.", { usage: tokens(3, 2) })], { id: "m", provider: "p" });

  const { events } = await collect(new Agent({ model, tools: [work] }).runStream("Go"));

  const started = only(events, "ModelCallStarted");
  expect(started).toMatchObject({ model: "m", modelProvider: "p", messageCount: 1, toolNames: ["work"], turn: 1 });
  expect([...(started.messages ?? [])]).toMatchObject([{ role: "user", content: "Go" }]);
  expect(only(events, "ModelCallCompleted")).toMatchObject({
    message: { content: "Hi." },
    toolCalls: [],
    usage: { totalTokens: 5 },
  });
});

test("the phases come in their order", async () => {
  const { events } = await collect(new Agent({ model: new ScriptedModel(["Hi."]) }).runStream("Go"));

  const phases = events.flatMap((event) =>
    event.event === "PhaseStarted" || event.event === "PhaseCompleted" ? [`${event.event} ${event.phaseName}`] : [],
  );
  expect(phases).toEqual([
    "PhaseStarted prepare",
    "PhaseCompleted prepare",
    "PhaseStarted compose",
    "PhaseCompleted compose",
    "PhaseStarted invoke_loop",
    "PhaseCompleted invoke_loop",
  ]);
});

test("sub-agents are told", async () => {
  const goals = ["work", "fail"].map((goal) => call("spawn_agent", { goal }));
  const model = new ScriptedModel(({ messages }) => {
    const [first] = messages;
    if (messages.at(-1)?.role === "tool") return "Done.";
    if (first?.role === "user" && first.content === "work") return "It works.";
    return first?.role === "user" && first.content === "fail" ? fails("MODEL_QUOTA") : calls(...goals);
  });

  const { events } = await collect(new Agent({ model, subAgents: true, maxRetries: 0 }).runStream("Go"));

  const spawned = events.filter((event) => event.event === "SubAgentSpawned");
  expect(spawned).toMatchObject([
    { goal: "work", threadId: expect.any(String) },
    { goal: "fail", threadId: expect.any(String) },
  ]);
  expect(only(events, "SubAgentCompleted")).toMatchObject({ result: "It works.", metrics: { modelCalls: 1 } });
  expect(only(events, "SubAgentFailed")).toMatchObject({ error: expect.any(String) });
});

test("every event has its constant", () => {
  const exported: Readonly<Record<string, unknown>> = { ...core };
  const constantOf = (name: string): string => (name === "CustomEvent" ? "CustomRunEvent" : `${name}Event`);

  const missing = Object.keys(EVENT_CATALOG).filter((name) => {
    const constant = exported[constantOf(name)];
    return !(typeof constant === "object" && constant !== null && "event" in constant && constant.event === name);
  });

  expect(missing).toEqual([]);
});

test("the thinking layer thinks in steps", async () => {
  const thought = { analysis: "They want a sum.", approach: "Add.", toolPlan: ["add"] };
  const model = new ScriptedModel([JSON.stringify(thought), "4."]);

  const { events } = await collect(new Agent({ model, thinking: true }).runStream("What is 2 + 2?"));

  const steps = events.flatMap((event) => (event.event === "ReasoningStep" ? [event.reasoningContent] : []));
  expect(steps.join(" ")).toContain("They want a sum.");
  const order = namesOf(events).filter((name) => /^(Reasoning(Started|Completed)|RunContent$)/.test(name));
  expect(order).toEqual(["ReasoningStarted", "ReasoningCompleted", "RunContent"]);
});
