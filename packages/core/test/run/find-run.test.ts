import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { notebook, waiter } from "../support/tools.ts";

test("getRun gives an ended run with its own messages", async () => {
  const { agent } = scripted(["One", "Two"]);
  await agent.run("First", { sessionId: "s" });
  const { runId } = await agent.run("Second", { sessionId: "s" });

  const found = await agent.getRun(runId);

  expect(found).toMatchObject({ runId, status: "COMPLETED", content: "Two", historyLength: 0 });
  expect(found?.messages.map((message) => message.content)).toEqual(["Second", "Two"]);
});

test("getRun gives a running run with what it was asked", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait")), "Done"], { tools: [slow.wait] });
  const stream = agent.runStream("Go", { runId: "r" });
  await slow.began;

  const found = await agent.getRun("r");
  slow.go();
  await stream.output;

  expect(found).toMatchObject({ status: "RUNNING", content: "", input: { messages: [{ content: "Go" }] } });
});

test("getRun gives a paused run as it waits", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const paused = await agent.run("Go");

  const found = await agent.getRun(paused.runId);

  expect(found).toMatchObject({ isPaused: true, requirements: [{ id: paused.requirements[0]?.id, state: "pending" }] });
});

test("getRun gives a run that goes on with what it had when it paused", async () => {
  const { write } = notebook();
  const slow = waiter();
  const { agent } = scripted([calls(call("write", { text: "one" })), calls(call("wait"))], {
    tools: [write, slow.wait],
  });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  const stream = agent.continueRunStream(paused);
  await slow.began;

  const found = await agent.getRun(paused.runId);
  stream.cancel();
  await stream.output;

  expect(found).toMatchObject({ status: "RUNNING", requirements: [], metrics: { modelCalls: 1 } });
});

test("getRun knows neither an unknown run nor another user's", async () => {
  const { agent } = scripted(["Hello"]);
  const { runId } = await agent.run("Hi", { userId: "ada" });

  expect(await agent.getRun("unknown")).toBeUndefined();
  expect(await agent.getRun(runId)).toBeUndefined();
  expect(await agent.getRun(runId, { userId: "bob" })).toBeUndefined();
  expect(await agent.getRun(runId, { userId: "ada" })).toMatchObject({ userId: "ada" });
});
