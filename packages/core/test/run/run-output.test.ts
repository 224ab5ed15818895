import { call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { RunOutput, RunStatus } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

test("its JSON has a version and the last seq, and no events unless asked for", async () => {
  const { agent } = scripted(["Hello"]);
  const output = await agent.run("Hi");

  const json = JSON.parse(JSON.stringify(output));

  expect(json).toMatchObject({ v: 1, lastSeq: output.events.at(-1)?.seq, content: "Hello" });
  expect(json).not.toHaveProperty("events");
  expect(output.toJSON({ events: true }).events).toEqual(output.events);
});

test("fromJSON gives the same output back, from an object or its text", async () => {
  const { agent } = scripted([calls(call("echo", { text: "one" })), "Done"], { tools: [echo] });
  const output = await agent.run("Hi");
  const text = JSON.stringify(output);

  for (const given of [text, JSON.parse(text)]) {
    const again = RunOutput.fromJSON(given);
    expect(again).toBeInstanceOf(RunOutput);
    expect(JSON.stringify(again)).toBe(text);
    expect(again.events).toEqual([]);
  }
});

test("fromJSON keeps what was decided but not yet carried out", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.reject("No.");

  const again = RunOutput.fromJSON(JSON.stringify(paused));

  expect(again.requirements[0]).toMatchObject({ isResolved: true, decision: { action: "reject", note: "No." } });
});

test.each([
  ["no JSON", "{"],
  ["a number", "5"],
  ["nothing", "null"],
  ["an empty object", "{}"],
  ["a list", "[]"],
])("fromJSON refuses %s", (_title, text) => {
  expect(() => RunOutput.fromJSON(text)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test.each<[string, unknown]>([
  ["v", 2],
  ["runId", undefined],
  ["status", "FINE"],
  ["input", {}],
  ["messages", [null]],
  ["messages", [{ role: "user" }]],
  ["tools", undefined],
  ["requirements", [null]],
  ["requirements", [{ id: "r" }]],
  ["metrics", {}],
  ["lastSeq", "1"],
])("fromJSON refuses an output whose %s is %j, and names it", async (field, value) => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const json = JSON.parse(JSON.stringify(await agent.run("Go")));

  const read = (): RunOutput => RunOutput.fromJSON({ ...json, [field]: value });

  expect(read).toThrow(
    expect.objectContaining({ code: "INVALID_INPUT", message: expect.stringContaining(`: ${field} is`) }),
  );
});

test("the public JSON holds this run's messages only", async () => {
  const { agent } = scripted(["One", "Two"]);
  await agent.run("First", { sessionId: "s" });
  const output = await agent.run("Second", { sessionId: "s" });

  expect(output.messages).toHaveLength(4);
  expect(output.historyLength).toBe(2);
  expect(output.toPublicJSON()).toMatchObject({
    historyLength: 0,
    messages: [{ content: "Second" }, { content: "Two" }],
  });
});

test("the statuses have names", async () => {
  const { agent } = scripted(["Hello"]);

  const { status } = await agent.run("Hi");

  expect(status === RunStatus.completed).toBe(true);
  expect(RunStatus).toMatchObject({ paused: "PAUSED", error: "ERROR", cancelled: "CANCELLED", blocked: "BLOCKED" });
});

test("keepEvents: false keeps no events on the output, and the stream has them all the same", async () => {
  const { agent } = scripted(["Hello", "Hello"], { keepEvents: false });

  const output = await agent.run("Hi");
  const streamed: string[] = [];
  for await (const event of agent.runStream("Hi")) streamed.push(event.event);

  expect(output.events).toEqual([]);
  expect(output.content).toBe("Hello");
  expect(streamed.at(-1)).toBe("RunCompleted");
});

test("what the model thought is on the output, the last thinking", async () => {
  const step = { ...calls(call("echo", { text: "x" })), reasoning: "First." };
  const { agent } = scripted([step, says("Done", { reasoning: ["Sec", "ond."] })], { tools: [echo] });

  const output = await agent.run("Go");

  expect(output.reasoningContent).toBe("Second.");
  expect(output.reasoning).toMatchObject([{ text: "Second." }]);
});
