import { call, calls, hangs, says } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";
import { echo, notebook, waiter } from "../support/tools.ts";
import { story } from "../support/flow.ts";

test("what steers is read before the next model call", async () => {
  const slow = waiter();
  const { agent, model } = scripted([calls(call("wait")), "In French then"], { tools: [slow.wait] });
  const stream = agent.runStream("Go");
  await slow.began;

  const isDelivered = stream.steer("Answer in French");
  slow.go();
  const output = await stream.output;

  expect(await isDelivered).toBe(true);
  expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "user"]);
  expect(output.messages.at(3)).toEqual({ role: "user", content: "Answer in French" });
  expect(story(output.events)).toContain("RunInputAdded");
});

test("what steers goes on with a run that was done", async () => {
  const gate = Promise.withResolvers<void>();
  const { agent } = scripted([says("Done", { gate: gate.promise }), "More"]);
  const stream = agent.runStream("Go");

  const isDelivered = stream.steer("And more");
  gate.resolve();
  const output = await stream.output;

  expect(await isDelivered).toBe(true);
  expect(output.content).toBe("More");
  expect(output.messages.map(({ content }) => content)).toEqual(["Go", "Done", "And more", "More"]);
});

test("what is queued waits until the model is done, one turn after the other", async () => {
  const slow = waiter();
  const { agent, model } = scripted([calls(call("wait")), "One", "Two", "Three"], { tools: [slow.wait] });
  const stream = agent.runStream("Go");
  await slow.began;

  const delivered = [stream.queue("Second"), stream.queue("Third")];
  slow.go();
  const output = await stream.output;

  expect(await Promise.all(delivered)).toEqual([true, true]);
  expect(model.requests.map(({ messages }) => messages.at(-1)?.content)).toEqual(["Go", "waited", "Second", "Third"]);
  expect(output).toMatchObject({ content: "Three", stopReason: "done", status: "COMPLETED" });
});

test("a turn that is queued has its own rounds of tools", async () => {
  const gate = Promise.withResolvers<void>();
  const ask = calls(call("echo", { text: "x" }));
  const script = [says("One", { gate: gate.promise }), ask, "Two"];
  const { agent } = scripted(script, { tools: [echo], maxToolRounds: 1 });
  const stream = agent.runStream("Go");

  void stream.queue("Again");
  gate.resolve();

  expect(await stream.output).toMatchObject({ content: "Two", stopReason: "maxToolRounds" });
});

test("a run that pauses or was cancelled does not take what was said", async () => {
  const { write } = notebook();
  const slow = waiter();
  const waits = scripted([calls(call("wait"), call("write", { text: "x" }))], { tools: [write, slow.wait] });
  const paused = waits.agent.runStream("Go");
  await slow.began;
  const steered = paused.steer("No");
  slow.go();
  const cancelled = scripted([hangs()]).agent.runStream("Go");
  const queued = cancelled.queue("Next");
  cancelled.cancel();

  expect((await paused.output).status).toBe("PAUSED");
  expect(await steered).toBe(false);
  expect((await cancelled.output).status).toBe("CANCELLED");
  expect(await queued).toBe(false);
});

test("after the end nothing is delivered, and what is no message is refused", async () => {
  const stream = scripted(["Done"]).agent.runStream("Go");
  await stream.output;

  expect(await stream.steer("Too late")).toBe(false);
  expect(() => stream.steer("")).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test("a session remembers what was said in between", async () => {
  const gate = Promise.withResolvers<void>();
  const { agent, model } = scripted([says("One", { gate: gate.promise }), "Two", "Three"]);
  const stream = agent.runStream("Go", { sessionId: "s" });
  void stream.queue("Second");
  gate.resolve();
  await stream.output;

  await agent.run("Third", { sessionId: "s" });

  expect(model.requests[2]?.messages.map(({ content }) => content)).toEqual(["Go", "One", "Second", "Two", "Third"]);
});
