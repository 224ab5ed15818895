import { call, calls, collect } from "@definable/testing";
import { expect, test } from "vitest";
import { flow, story } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

test("a call that needs a person pauses the run before it starts", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });

  const { events, output } = await collect(agent.runStream("Go"));

  expect(flow(events).slice(5)).toEqual([
    "PhaseStarted invoke_loop",
    "ModelCallStarted",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "RunPaused",
  ]);
  expect(notes).toEqual([]);
  expect(output).toMatchObject({ status: "PAUSED", isPaused: true, stopReason: undefined });
  expect(output.tools).toMatchObject([{ toolName: "write", status: "waiting", requiresConfirmation: true }]);
});

test("a pause tells what it waits for", async () => {
  const { write } = notebook();
  const script = [calls(call("write", { text: "one" }, "c1"))];
  const { agent } = scripted(script, { tools: [write], generateId: () => "id", now: () => 5 });

  const { events, output } = await collect(agent.runStream("Go"));

  const requirement = {
    id: "id",
    kind: "confirmation",
    state: "pending",
    createdAt: 5,
    toolExecution: { toolCallId: "c1", toolName: "write", toolArgs: { text: "one" }, status: "waiting" },
  };
  expect(events.at(-1)).toMatchObject({ event: "RunPaused", status: "PAUSED", requirements: [requirement] });
  expect(output.activeRequirements).toMatchObject([{ ...requirement, needsConfirmation: true, isResolved: false }]);
});

test("the continuation of an approved call tells its events in this order", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const { events, output } = await collect(agent.continueRunStream(paused));

  expect(flow(events)).toEqual([
    "RunContinued",
    "PhaseStarted prepare",
    "PhaseCompleted prepare",
    "PhaseStarted compose",
    "PhaseCompleted compose",
    "PhaseStarted invoke_loop",
    "ToolCallStarted write",
    "ToolCallCompleted write",
    "ModelCallStarted",
    "RunContent Done",
    "RunContentCompleted Done",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "RunCompleted",
  ]);
  expect(events[0]).toMatchObject({ seq: paused.lastSeq + 1, segment: 2, requirements: [{ state: "resolved" }] });
  expect(output).toMatchObject({ status: "COMPLETED", content: "Done", segments: 2, runId: paused.runId });
  expect(notes).toEqual(["one"]);
});

test("turns are counted over the segments", async () => {
  const { write } = notebook();
  const script = [calls(call("write", { text: "one" })), calls(call("echo", { text: "two" })), "Done"];
  const { agent } = scripted(script, { tools: [write, echo] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.tools.map((tool) => tool.turn)).toEqual([1, 2]);
  expect(output.events.filter((event) => event.event === "ModelCallStarted").map((event) => event.turn)).toEqual([
    2, 3,
  ]);
});

test("a rejected call starts and fails at once, and the model reads the note", async () => {
  const { write, notes } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Sorry"], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.reject("Not today.");

  const { events, output } = await collect(agent.continueRunStream(paused));

  expect(story(events).slice(1, 3)).toEqual(["ToolCallStarted write", "ToolCallError write"]);
  expect(output.tools).toMatchObject([{ status: "denied", errorCode: "TOOL_DENIED" }]);
  expect(model.requests[1]?.messages.at(-1)?.content).toContain("Not today.");
  expect(notes).toEqual([]);
});

test("calls that need nobody run before the pause", async () => {
  const { write } = notebook();
  const step = calls(call("write", { text: "one" }), call("echo", { text: "two" }));
  const { agent } = scripted([step], { tools: [write, echo] });

  const output = await agent.run("Go");

  expect(story(output.events).slice(1)).toEqual(["ToolCallStarted echo", "ToolCallCompleted echo", "RunPaused"]);
  expect(output.tools.map((tool) => tool.status)).toEqual(["waiting", "completed"]);
});

test("sequential calls behind a waiting one wait too, without a question of their own", async () => {
  const { write } = notebook();
  const alone = echo.with({ name: "alone", sequential: true });
  const step = calls(call("alone", { text: "a" }), call("write", { text: "b" }), call("alone", { text: "c" }));
  const { agent } = scripted([step, "Done"], { tools: [write.with({ sequential: true }), alone] });

  const paused = await agent.run("Go");

  expect(paused.tools.map((tool) => tool.status)).toEqual(["completed", "waiting", "waiting"]);
  expect(paused.requirements).toHaveLength(1);
  paused.requirements[0]?.confirm();
  const output = await agent.continueRun(paused);
  expect(output.tools.map((tool) => tool.result)).toEqual(["a", "wrote b", "c"]);
});

test("the whole of several segments counts up, and the pause is in no duration", async () => {
  let now = 0;
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write], now: () => now });
  agent.events.on("ModelCallStarted", () => void (now += 1_000));
  const paused = await agent.run("Go");
  now += 3_600_000;
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(paused.metrics.duration).toBe(1);
  expect(output.metrics).toMatchObject({ duration: 2, modelCalls: 2, toolCalls: 1 });
  expect(output.events[0]?.seq).toBe(paused.lastSeq + 1);
  expect(output.createdAt).toBe(0);
});
