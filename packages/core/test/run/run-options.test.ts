import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { RunOutput, tool } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";
import { z } from "zod";

test("a run may have its own instructions, tools, model and settings", async () => {
  const other = new ScriptedModel([calls(call("echo", { text: "x" })), "Done"], { id: "other" });
  const { agent, model } = scripted([], { instructions: "Be brief.", modelSettings: { temperature: 1 } });

  const output = await agent.run("Go", {
    instructions: "Be long.",
    tools: [echo],
    model: other,
    modelSettings: { seed: 7 },
  });

  expect(output).toMatchObject({ content: "Done", model: "other" });
  expect(other.requests[0]).toMatchObject({ instructions: "Be long.", settings: { temperature: 1, seed: 7 } });
  expect(output.tools).toMatchObject([{ toolName: "echo", result: "x" }]);
  expect(model.callCount).toBe(0);
});

test("the next run has what the agent has", async () => {
  const { agent, model } = scripted(["One", "Two"], { instructions: "Be brief.", tools: [echo] });
  await agent.run("Go", { instructions: "Be long.", tools: [notebook().write] });

  await agent.run("Go");

  expect(model.requests[1]).toMatchObject({ instructions: "Be brief." });
  expect(model.requests[1]?.tools.map(({ name }) => name)).toEqual(["echo"]);
});

test("a tool of the run whose name is taken is refused", async () => {
  const { agent } = scripted([], { tools: [echo] });

  expect(await rejection(agent.run("Go", { tools: [echo] }))).toMatchObject({ code: "DUPLICATE_TOOL" });
});

test("a model string that is none is refused before the run begins", async () => {
  const { agent } = scripted([]);

  expect(await rejection(agent.run("Go", { model: "nobody/x" }))).toMatchObject({ code: "UNKNOWN_MODEL" });
});

test("the state of the run is laid over the session's", async () => {
  const look = tool({
    name: "look",
    description: "Shows the state.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }) => ({ ...sessionState }),
  });
  const script = [calls(call("look")), "Done", calls(call("look")), "Done"];
  const { agent } = scripted(script, { tools: [look], sessionState: { a: 1, b: 1 } });

  const first = await agent.run("Go", { sessionId: "s", sessionState: { b: 2 } });
  const second = await agent.run("Go", { sessionId: "s", sessionState: { c: 3 } });

  expect(first.tools.at(-1)?.result).toBe('{"a":1,"b":2}');
  expect(second.tools.at(-1)?.result).toBe('{"a":1,"b":2,"c":3}');
});

test("a run that goes on where it paused has the tools and the model that it was given", async () => {
  const { write, notes } = notebook();
  const own = new ScriptedModel([calls(call("write", { text: "hi" })), "Written"]);
  const { agent } = scripted([]);
  const paused = await agent.run("Go", { tools: [write], model: own, instructions: "Note it." });
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.content).toBe("Written");
  expect(own.requests[1]).toMatchObject({ instructions: "Note it." });
  expect(notes).toEqual(["hi"]);
});

test("in another process the run goes on with what the agent has, and a tool that is gone is said to be", async () => {
  const { write, notes } = notebook();
  const paused = await scripted([calls(call("write", { text: "hi" }))]).agent.run("Go", { tools: [write] });
  const elsewhere = scripted(["It is gone"]);
  const run = RunOutput.fromJSON(JSON.stringify(paused));
  run.requirements[0]?.confirm();

  const output = await elsewhere.agent.continueRun(run);

  expect(output.tools).toMatchObject([{ toolName: "write", status: "failed", errorCode: "TOOL_NOT_FOUND" }]);
  expect(notes).toEqual([]);
});

test("a continuation may go on with another model", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "hi" }))], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused, { model: new ScriptedModel(["From the other"]) });

  expect(output.content).toBe("From the other");
});

test("limits of a run hold after a pause too", async () => {
  const { write } = notebook();
  const usage = { inputTokens: 100, outputTokens: 10, totalTokens: 110 };
  const { agent } = scripted([{ ...calls(call("write", { text: "hi" })), usage }], { tools: [write] });
  const paused = await agent.run("Go", { maxTotalTokens: 100 });
  paused.requirements[0]?.confirm();

  expect((await agent.continueRun(paused)).stopReason).toBe("maxTotalTokens");
});
