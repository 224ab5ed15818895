import { getEventListeners } from "node:events";
import { assertHistory, call, calls, collect, fails, hangs, says } from "@definable/testing";
import { expect, test, vi } from "vitest";
import { Agent, AgentCancelled, CancellationToken, registerProvider } from "../../src/index.ts";
import { flow, story } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook, waiter } from "../support/tools.ts";

test("a run whose signal is aborted before it starts opens and ends, and asks no model", async () => {
  const { agent, model } = scripted([]);

  const { events } = await collect(agent.runStream("Go", { signal: AbortSignal.abort("too late") }));

  expect(flow(events)).toEqual(["RunStarted", "RunCancelled"]);
  expect(events[1]).toMatchObject({ status: "CANCELLED", reason: "too late" });
  expect(model.callCount).toBe(0);
});

test("a cancel in the moment that the model is asked keeps it from being asked", async () => {
  const { agent, model } = scripted([]);
  const token = new CancellationToken();
  agent.events.on("ModelCallStarted", () => token.cancel());

  const { events } = await collect(agent.runStream("Go", { cancellationToken: token }));

  expect(events.at(-1)?.event).toBe("RunCancelled");
  expect(model.callCount).toBe(0);
});

test("a cancel in the text keeps what was said", async () => {
  const { agent } = scripted([hangs({ text: ["Once ", "upon"], afterDeltas: 1 })]);
  const token = new CancellationToken();
  agent.events.on("RunContent", () => token.cancel());

  const { events, output } = await collect(agent.runStream("Go", { cancellationToken: token }));

  expect(flow(events).slice(5)).toEqual([
    "PhaseStarted invoke_loop",
    "ModelCallStarted",
    "RunContent Once ",
    "RunContentCompleted Once ",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "RunCancelled",
  ]);
  expect(output).toMatchObject({ status: "CANCELLED", isCancelled: true, content: "Once " });
  assertHistory(output.messages);
});

test("run rejects with AgentCancelled, which holds the partial text and the finished results", async () => {
  const script = [calls(call("echo", { text: "kept" })), hangs({ text: ["Partly"], afterDeltas: 1 })];
  const { agent } = scripted(script, { tools: [echo] });
  const controller = new AbortController();
  agent.events.on("RunContent", () => controller.abort());

  const error = await rejection(agent.run("Go", { signal: controller.signal }));

  expect(error).toBeInstanceOf(AgentCancelled);
  expect(error).toMatchObject({ code: "RUN_CANCELLED", output: { content: "Partly", tools: [{ result: "kept" }] } });
});

test("a cancel in a tool settles the run at once, and the deaf tool's late result goes nowhere", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("echo", { text: "kept" }), call("wait"))], { tools: [echo, slow.wait] });
  const stream = agent.runStream("Go");
  const signal = await slow.began;

  stream.cancel("enough");
  const { events, output } = await collect(stream);
  slow.go("too late");

  expect(signal.aborted).toBe(true);
  expect(story(events).slice(-2)).toEqual(["ToolCallError wait", "RunCancelled"]);
  expect(output.tools.map((tool) => tool.status)).toEqual(["completed", "cancelled"]);
  expect(JSON.stringify(output.toJSON({ events: true }))).not.toContain("too late");
  assertHistory(output.messages);
});

test("a cancel between tools answers those that have not begun", async () => {
  const alone = echo.with({ name: "alone", sequential: true });
  const step = calls(call("alone", { text: "a" }), call("alone", { text: "b" }));
  const { agent } = scripted([step], { tools: [alone] });
  const token = new CancellationToken();
  agent.events.on("ToolCallCompleted", () => token.cancel());

  const { events, output } = await collect(agent.runStream("Go", { cancellationToken: token }));

  expect(story(events).slice(1)).toEqual([
    "ToolCallStarted alone",
    "ToolCallCompleted alone",
    "ToolCallStarted alone",
    "ToolCallError alone",
    "RunCancelled",
  ]);
  expect(output.tools.map((tool) => tool.status)).toEqual(["completed", "cancelled"]);
  assertHistory(output.messages);
});

test("no tool begins after a cancel", async () => {
  const slow = waiter();
  const { write, notes } = notebook();
  const next = write.with({ requiresConfirmation: false, sequential: true });
  const step = calls(call("wait"), call("write", { text: "late" }));
  const { agent } = scripted([step], { tools: [slow.wait, next] });
  const stream = agent.runStream("Go");
  await slow.began;

  stream.cancel();
  const { output } = await collect(stream);

  expect(notes).toEqual([]);
  expect(output.tools.map((tool) => tool.status)).toEqual(["cancelled", "cancelled"]);
});

test("a cancel between a reply and its calls answers all of them", async () => {
  const { agent } = scripted([calls(call("echo", { text: "a" }), call("echo", { text: "b" }))], { tools: [echo] });
  const token = new CancellationToken();
  agent.events.on("ModelCallCompleted", () => token.cancel());

  const { output } = await collect(agent.runStream("Go", { cancellationToken: token }));

  expect(output.tools.map((tool) => tool.status)).toEqual(["cancelled", "cancelled"]);
  assertHistory(output.messages);
});

test("a cancel while a retry is waited for ends the wait", async () => {
  vi.useFakeTimers();
  try {
    const { agent, model } = scripted([fails("MODEL_OVERLOADED", { retryAfterMs: 50_000 })]);
    const stream = agent.runStream("Go");
    await vi.waitFor(() => expect(model.callCount).toBe(1));

    stream.cancel();
    const { output } = await collect(stream);

    expect(output.status).toBe("CANCELLED");
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("a cancel while the run waits for its session gives the place in line up", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait")), "First", "Third"], { tools: [slow.wait] });
  const first = agent.run("1", { sessionId: "s" });
  await slow.began;
  const second = agent.runStream("2", { sessionId: "s" });
  const third = agent.run("3", { sessionId: "s" });

  second.cancel();
  const { events } = await collect(second);
  slow.go();

  expect(flow(events)).toEqual(["RunStarted", "PhaseStarted prepare", "PhaseCompleted prepare", "RunCancelled"]);
  expect((await first).content).toBe("First");
  expect((await third).content).toBe("Third");
});

test("a cancel while the run waits for a slow reader ends it", async () => {
  const { agent } = scripted([says(Array.from({ length: 200 }, () => "x"))]);
  const stream = agent.runStream("Go");
  await stream.next();

  stream.cancel();
  const { output } = await collect(stream);

  expect(output.status).toBe("CANCELLED");
  expect(output.content.length).toBeLessThan(200);
});

test("what a deaf model says after a cancel goes nowhere", async () => {
  const gate = Promise.withResolvers<void>();
  const { agent } = scripted([says(["Once ", "upon"], { gate: gate.promise, afterDeltas: 1, deaf: true })]);
  const stream = agent.runStream("Go");
  const told: string[] = [];
  agent.events.on("*", (event) => void told.push(event.event));

  stream.cancel();
  const { output } = await collect(stream);
  const before = told.length;
  gate.resolve();
  await new Promise((resolve) => setImmediate(resolve));

  expect(output.content).toBe("Once ");
  expect(told).toHaveLength(before);
});

test("a cancel while the provider loads ends the run", async () => {
  const remove = registerProvider("slow", () => new Promise(() => {}));
  const stream = new Agent({ model: "slow/x" }).runStream("Go");

  stream.cancel();
  const { events } = await collect(stream);
  remove();

  expect(flow(events)).toEqual(["RunStarted", "PhaseStarted prepare", "PhaseCompleted prepare", "RunCancelled"]);
});

test("a cancel counts until the terminal event is told", async () => {
  const { agent } = scripted(["Whole answer"]);
  const token = new CancellationToken();
  agent.events.on("PhaseCompleted", (event) => event.phaseName === "invoke_loop" && token.cancel());

  const { output } = await collect(agent.runStream("Go", { cancellationToken: token }));

  expect(output).toMatchObject({ status: "CANCELLED", content: "Whole answer" });
});

test("a cancel after the end does nothing", async () => {
  const { agent } = scripted(["Hello"]);
  const stream = agent.runStream("Go");
  const output = await stream.output;

  stream.cancel();

  expect(output.status).toBe("COMPLETED");
  expect((await agent.getRun(output.runId))?.status).toBe("COMPLETED");
});

test("10,000 runs on one signal leave no listener on it", async () => {
  const { agent } = scripted(() => "Hello", { keepEvents: false });
  const { signal } = new AbortController();

  for (let round = 0; round < 100; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => agent.run("Hi", { signal })));
  }

  expect(getEventListeners(signal, "abort")).toEqual([]);
});
