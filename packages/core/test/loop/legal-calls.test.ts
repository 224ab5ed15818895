import { assertHistory, call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

const say = (text: string, id: string): ReturnType<typeof call> => call("echo", { text }, id);

test("a call id that the model uses twice gets another, and each call its own result", async () => {
  const { agent } = scripted([calls(say("a", "same"), say("b", "same")), calls(say("c", "same")), "Done"], {
    tools: [echo],
  });

  const output = await agent.run("Go");

  expect(new Set(output.tools.map((tool) => tool.toolCallId)).size).toBe(3);
  expect(output.tools.map((tool) => tool.result)).toEqual(["a", "b", "c"]);
  assertHistory(output.messages);
});

test("a call without an id gets one", async () => {
  const { agent } = scripted([calls(say("a", ""), say("b", "")), "Done"], { tools: [echo] });

  const output = await agent.run("Go");

  expect(output.tools.map((tool) => tool.toolCallId)).not.toContain("");
  assertHistory(output.messages);
});

test("a name that no vendor takes back is mended in the history, and the model is told of it", async () => {
  const { agent, model } = scripted([calls(call("get weather!", {}), call("", {})), "Done"], { tools: [echo] });

  const output = await agent.run("Go");

  expect(output.tools.map((tool) => tool.toolName)).toEqual(["get_weather_", "unnamed"]);
  expect(model.requests[1]?.messages.at(-2)?.content).toContain("There is no tool named");
  assertHistory(output.messages);
});

test("an id of the paused segment is not used again after it", async () => {
  const asks = echo.with({ name: "asks", requiresConfirmation: true });
  const script = [calls(call("asks", { text: "a" }, "same")), calls(call("echo", { text: "b" }, "same")), "Done"];
  const { agent } = scripted(script, { tools: [asks, echo] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.tools.map((tool) => tool.result)).toEqual(["a", "b"]);
  expect(new Set(output.tools.map((tool) => tool.toolCallId)).size).toBe(2);
  assertHistory(output.messages);
});

test("a call id that looks like another step of the run gets another", async () => {
  const { agent } = scripted([calls(say("a", "phase-invoke_loop"), say("b", "model-1")), "Done"], { tools: [echo] });

  const output = await agent.run("Go");

  expect(output.tools.map((tool) => tool.toolCallId)).toEqual(["call_1_0", "call_1_1"]);
});
