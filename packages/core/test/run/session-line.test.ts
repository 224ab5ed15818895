import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { flow } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook, waiter } from "../support/tools.ts";

test("runs of one session go one after another, in the order they came", async () => {
  const slow = waiter();
  const { agent, model } = scripted([calls(call("wait")), "1", "2", "3"], { tools: [slow.wait] });
  const runs = ["one", "two", "three"].map((text) => agent.run(text, { sessionId: "s" }));
  await slow.began;
  expect(model.callCount).toBe(1);

  slow.go();

  const outputs = await Promise.all(runs);
  expect(outputs.map((output) => output.content)).toEqual(["1", "2", "3"]);
  expect(outputs.map((output) => output.historyLength)).toEqual([0, 4, 6]);
});

test("runs of other sessions and users do not wait", async () => {
  const slow = waiter();
  const { agent } = scripted([calls(call("wait")), "Other", "Theirs", "First"], { tools: [slow.wait] });
  const first = agent.run("one", { sessionId: "s" });
  await slow.began;

  expect((await agent.run("two", { sessionId: "other" })).content).toBe("Other");
  expect((await agent.run("three", { sessionId: "s", userId: "ada" })).content).toBe("Theirs");

  slow.go();
  expect((await first).content).toBe("First");
});

test("agents that share a store wait for each other", async () => {
  const store = new MemoryStore();
  const slow = waiter();
  const one = scripted([calls(call("wait")), "1"], { tools: [slow.wait], store });
  const two = scripted(["2"], { store });
  const first = one.agent.run("one", { sessionId: "s" });
  await slow.began;
  const second = two.agent.run("two", { sessionId: "s" });
  expect(two.model.callCount).toBe(0);

  slow.go();

  expect((await first).content).toBe("1");
  expect((await second).historyLength).toBe(4);
});

test('whenSessionBusy: "refuse" fails the second run at once and lets the first go on', async () => {
  const slow = waiter();
  const script = [calls(call("wait")), "First", "Third"];
  const { agent, model } = scripted(script, { tools: [slow.wait], whenSessionBusy: "refuse" });
  const first = agent.run("one", { sessionId: "s" });
  await slow.began;

  const error = await rejection(agent.run("two", { sessionId: "s" }));

  expect(error).toMatchObject({ code: "SESSION_BUSY", retryable: true, message: expect.stringContaining('"s"') });
  slow.go();
  await first;
  await agent.run("three", { sessionId: "s" });
  expect(model.requests.at(-1)?.messages.map((message) => message.content)).not.toContain("two");
});

test("a session is free again when its run pauses", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Second"], { tools: [write] });
  await agent.run("one", { sessionId: "s" });

  const output = await agent.run("two", { sessionId: "s" });

  expect(output.content).toBe("Second");
});

test("a continuation waits for a run of its session that is under way", async () => {
  const { write } = notebook();
  const slow = waiter();
  const script = [calls(call("write", { text: "one" })), calls(call("wait")), "Second", "Written"];
  const { agent } = scripted(script, { tools: [write, slow.wait] });
  const paused = await agent.run("one", { sessionId: "s" });
  paused.requirements[0]?.confirm();
  const second = agent.run("two", { sessionId: "s" });
  await slow.began;
  const continued = agent.continueRun(paused);

  slow.go();

  expect((await second).content).toBe("Second");
  expect((await continued).content).toBe("Written");
});

test("a run cancelled in line leaves nothing in the session", async () => {
  const slow = waiter();
  const { agent, model } = scripted([calls(call("wait")), "First", "Third"], { tools: [slow.wait] });
  const first = agent.run("one", { sessionId: "s" });
  await slow.began;
  const second = agent.runStream("two", { sessionId: "s" });
  second.cancel();
  const { events } = await second.output;
  slow.go();
  await first;

  await agent.run("three", { sessionId: "s" });

  expect(flow(events)).not.toContain("ModelCallStarted");
  expect(model.requests.at(-1)?.messages.map((message) => message.content)).not.toContain("two");
});
