import { assertEventStream, assertHistory, call, calls, collect } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

test("an id that the house makes is never one that the model has used", async () => {
  const script = [calls(call("echo", { text: "a" }, "call_1_1"), call("echo", { text: "b" }, "")), "Done."];
  const { agent } = scripted(script, { tools: [echo] });

  const { events, output } = await collect(agent.runStream("Go"));

  assertEventStream(events, { output });
  expect(output.tools.map(({ result }) => result)).toEqual(["a", "b"]);
});

test("names in a brought history that no vendor takes are mended, in call and result", async () => {
  const { agent, model } = scripted(["Hello."]);

  await agent.run("Hi", {
    messages: [
      { role: "assistant", content: "", toolCalls: [{ id: "a", name: "get weather!", arguments: "{}" }] },
      { role: "tool", toolCallId: "a", toolName: "get weather!", content: "18" },
    ],
  });

  assertHistory(model.requests[0]?.messages ?? []);
  expect(model.requests[0]?.messages[1]).toMatchObject({ toolName: "get_weather_", content: "18" });
});

test("a message of the input that says nothing is left out", async () => {
  const { agent, model } = scripted(["Hello."]);

  await agent.run([
    { role: "user", content: [] },
    { role: "user", content: "Hi" },
  ]);

  expect(model.requests[0]?.messages).toEqual([{ role: "user", content: "Hi" }]);
});
