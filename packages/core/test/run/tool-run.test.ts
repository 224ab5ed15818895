import { call, calls, collect, says } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { ToolResult } from "../../src/index.ts";
import { flow, story } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { breaks, echo, waiter } from "../support/tools.ts";

test("a run with a tool tells its events in this order", async () => {
  const { agent } = scripted([calls(call("echo", { text: "one" })), "Done"], { tools: [echo] });

  const { events } = await collect(agent.runStream("Go"));

  expect(flow(events).slice(5)).toEqual([
    "PhaseStarted invoke_loop",
    "ModelCallStarted",
    "ModelCallCompleted",
    "ToolCallStarted echo",
    "ToolCallCompleted echo",
    "ModelCallStarted",
    "RunContent Done",
    "RunContentCompleted Done",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "RunCompleted",
  ]);
});

test("text beside tool calls is told as intermediate, and the content is the last call's", async () => {
  const first = says("Let me see.", { toolCalls: [call("echo", { text: "one" })] });
  const { agent } = scripted([first, "Done"], { tools: [echo] });

  const output = await agent.run("Go");

  expect(story(output.events).slice(1, 5)).toEqual([
    "RunContent Let me see.",
    "RunContentCompleted Let me see.",
    "IntermediateRunContent Let me see.",
    "ToolCallStarted echo",
  ]);
  expect(output.content).toBe("Done");
});

test("a tool call tells what was asked, what came and how it stands", async () => {
  const { agent } = scripted([calls(call("echo", { text: "one" }, "c1")), "Done"], { tools: [echo], now: () => 5 });

  const { events, output } = await collect(agent.runStream("Go"));

  const identity = { toolCallId: "c1", toolName: "echo", toolArgs: { text: "one" }, turn: 1 };
  expect(events.find((event) => event.event === "ToolCallStarted")).toMatchObject({
    stepId: "c1",
    toolName: "echo",
    tool: { ...identity, status: "running" },
  });
  const tool = { ...identity, status: "completed", result: "one", durationMs: 0 };
  expect(events.find((event) => event.event === "ToolCallCompleted")).toMatchObject({
    stepId: "c1",
    toolName: "echo",
    result: "one",
    content: "one",
    tool,
  });
  expect(output.tools).toEqual([tool]);
});

test("parallel calls end as they come, and are kept in the model's order", async () => {
  const [slow, fast] = [waiter("slow"), waiter("fast")];
  const { agent } = scripted([calls(call("slow"), call("fast")), "Done"], { tools: [slow.wait, fast.wait] });
  agent.events.on("ToolCallCompleted", (event) => event.toolName === "fast" && slow.go("slow result"));

  const stream = agent.runStream("Go");
  await slow.began;
  fast.go("fast result");
  const { events, output } = await collect(stream);

  expect(story(events).slice(1, 5)).toEqual([
    "ToolCallStarted slow",
    "ToolCallStarted fast",
    "ToolCallCompleted fast",
    "ToolCallCompleted slow",
  ]);
  expect(output.tools.map((tool) => tool.result)).toEqual(["slow result", "fast result"]);
  expect(output.messages.slice(2, 4).map((message) => message.content)).toEqual(["slow result", "fast result"]);
});

test("sequential calls run after the parallel ones, one at a time, in the model's order", async () => {
  const alone = echo.with({ name: "alone", sequential: true });
  const step = calls(call("alone", { text: "a" }), call("echo", { text: "b" }), call("alone", { text: "c" }));
  const { agent } = scripted([step, "Done"], { tools: [alone, echo] });

  const output = await agent.run("Go");

  expect(story(output.events).slice(1, 7)).toEqual([
    "ToolCallStarted echo",
    "ToolCallCompleted echo",
    "ToolCallStarted alone",
    "ToolCallCompleted alone",
    "ToolCallStarted alone",
    "ToolCallCompleted alone",
  ]);
  expect(output.messages.slice(2, 5).map((message) => message.content)).toEqual(["a", "b", "c"]);
});

test("maxParallelTools lets so many run at the same time", async () => {
  const [first, second] = [waiter("first"), waiter("second")];
  const options = { tools: [first.wait, second.wait], maxParallelTools: 1 };
  const { agent } = scripted([calls(call("first"), call("second")), "Done"], options);
  const stream = agent.runStream("Go");
  await first.began;
  first.go();
  second.go();

  const { events } = await collect(stream);

  expect(story(events).slice(1, 5)).toEqual([
    "ToolCallStarted first",
    "ToolCallCompleted first",
    "ToolCallStarted second",
    "ToolCallCompleted second",
  ]);
});

test.each([
  ["throws", call("breaks", { text: "no disk" }), "TOOL_FAILED", "no disk"],
  ["is not there", call("nothing"), "TOOL_NOT_FOUND", 'There is no tool named "nothing"'],
  ["gets wrong arguments", call("echo", { words: "x" }), "TOOL_INPUT_INVALID", "text:"],
  ["gets no JSON", call("echo", "{text"), "TOOL_INPUT_INVALID", "not valid JSON"],
])("a tool that %s is told to the model, and the run goes on", async (...[, broken, errorCode, words]) => {
  const { agent, model } = scripted([calls(broken, call("echo", { text: "fine" })), "Done"], { tools: [echo, breaks] });

  const output = await agent.run("Go");

  expect(output.status).toBe("COMPLETED");
  const error = output.events.find((event) => event.event === "ToolCallError");
  expect(error).toMatchObject({ errorCode, error: expect.stringContaining(words), tool: { status: "failed" } });
  const told = model.requests[1]?.messages.slice(2);
  expect(told).toMatchObject([{ content: expect.stringContaining(words), isError: true }, { content: "fine" }]);
});

test("a tool that outlasts its timeoutMs fails, and its signal aborts", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait")), "Done"], { tools: [slow.wait.with({ timeoutMs: 1 })] });

  const output = await agent.run("Go");

  expect(output.tools[0]).toMatchObject({ status: "failed", errorCode: "TOOL_TIMEOUT" });
  expect((await slow.began).aborted).toBe(true);
});

test("media of a result reach the event, the output and the model", async () => {
  const images = [{ url: "https://example.org/a.png" }];
  const execute = (): ToolResult => ({ content: "Drawn.", images });
  const draws = tool({ name: "draws", description: "Draws.", inputSchema: z.object({}), execute });
  const { agent, model } = scripted([calls(call("draws")), "Done"], { tools: [draws] });

  const output = await agent.run("Go");

  expect(output.events.find((event) => event.event === "ToolCallCompleted")).toMatchObject({ images });
  expect(output.tools[0]).toMatchObject({ result: "Drawn.", images });
  expect(model.requests[1]?.messages.at(-1)).toMatchObject({ content: "Drawn.", images });
});
