import { assertHistory, call, calls, fails, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, MemoryStore } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

test("a run with a session sees what was said in it before", async () => {
  const { agent, model } = scripted(["One", "Two"]);
  await agent.run("First", { sessionId: "s" });

  const output = await agent.run("Second", { sessionId: "s" });

  expect(model.requests[1]?.messages.map((message) => message.content)).toEqual(["First", "One", "Second"]);
  expect(output).toMatchObject({ sessionId: "s", hasSession: true, historyLength: 2 });
});

test("a run without a session sees nothing and leaves nothing", async () => {
  const { agent, model } = scripted(["One", "Two", "Three"]);
  const first = await agent.run("First");
  await agent.run("Second");
  await agent.run("Third", { sessionId: first.sessionId });

  expect(model.requests.map((request) => request.messages.length)).toEqual([1, 1, 1]);
});

test("the agent's sessionId is that of every run that names none", async () => {
  const { agent, model } = scripted(["One", "Two", "Three"], { sessionId: "home" });
  await agent.run("First");
  await agent.run("Second", { sessionId: "away" });

  const { sessionId } = await agent.run("Third");

  expect(sessionId).toBe("home");
  expect(model.requests.map((request) => request.messages.length)).toEqual([1, 1, 3]);
});

test("the same id of another user is another session", async () => {
  const { agent, model } = scripted(() => "Hello");
  for (const userId of ["ada", "bob", undefined]) await agent.run("Hi", { sessionId: "s", userId });

  await agent.run("Hi", { sessionId: "s", userId: "ada" });

  expect(model.requests.map((request) => request.messages.length)).toEqual([1, 1, 1, 3]);
});

test("the tool calls of a run are in the session", async () => {
  const { agent, model } = scripted([calls(call("echo", { text: "one" })), "Done", "Two"], { tools: [echo] });
  await agent.run("First", { sessionId: "s" });

  await agent.run("Second", { sessionId: "s" });

  const asked = model.requests[2]?.messages ?? [];
  expect(asked.map((message) => message.role)).toEqual(["user", "assistant", "tool", "assistant", "user"]);
  assertHistory(asked);
});

test("earlier messages of the caller come after those of the session", async () => {
  const { agent, model } = scripted(["One", "Two"]);
  await agent.run("First", { sessionId: "s" });

  await agent.run("Second", { sessionId: "s", messages: [{ role: "user", content: "Between" }] });

  expect(model.requests[1]?.messages.map((message) => message.content)).toEqual(["First", "One", "Between", "Second"]);
});

test("agents that share a store share its sessions", async () => {
  const store = new MemoryStore();
  const first = scripted(["One"], { store });
  const second = scripted(["Two"], { store });
  await first.agent.run("First", { sessionId: "s" });

  await second.agent.run("Second", { sessionId: "s" });

  expect(second.model.requests[0]?.messages).toHaveLength(3);
});

test("what a failed and a cancelled run said stays in the session", async () => {
  const partly = fails("MODEL_QUOTA", { text: "Partly", afterDeltas: 1 });
  const { agent, model } = scripted([partly, "Fine"]);
  await rejection(agent.run("First", { sessionId: "s" }));

  await agent.run("Second", { sessionId: "s" });

  expect(model.requests[1]?.messages.map((message) => message.content)).toEqual(["First", "Partly", "Second"]);
});

test("the calls of a paused run are answered as waiting in another run's history", async () => {
  const { write } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Busy"], { tools: [write] });
  await agent.run("Write", { sessionId: "s" });

  await agent.run("How is it going?", { sessionId: "s" });

  const asked = model.requests[1]?.messages ?? [];
  expect(asked[2]).toMatchObject({ role: "tool", content: expect.stringContaining("waiting for approval") });
  assertHistory(asked);
});

test("what a paused run leaves in the store is legal as it stands, for whoever reads it", async () => {
  const store = new MemoryStore();
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write], store });

  await agent.run("Write", { sessionId: "s" });

  const { messages } = store.sessions.read({ sessionId: "s" });
  expect(messages.map((message) => message.role)).toEqual(["user", "assistant", "tool"]);
  assertHistory(messages);
});

test("the later result of a paused run takes the place of the waiting one", async () => {
  const { write } = notebook();
  const script = [calls(call("write", { text: "one" })), "Busy", "Written", "Well"];
  const { agent, model } = scripted(script, { tools: [write] });
  const paused = await agent.run("Write", { sessionId: "s" });
  await agent.run("Between", { sessionId: "s" });
  paused.requirements[0]?.confirm();
  await agent.continueRun(paused);

  await agent.run("After", { sessionId: "s" });

  const asked = model.requests[3]?.messages ?? [];
  const texts = asked.map((message) => message.content);
  expect(texts).toEqual(["Write", "", "wrote one", "Written", "Between", "Busy", "After"]);
  assertHistory(asked);
});

test("a continuation sees its own conversation, not what was said meanwhile", async () => {
  const { write } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Busy", "Written"], { tools: [write] });
  const paused = await agent.run("Write", { sessionId: "s" });
  await agent.run("Between", { sessionId: "s" });
  paused.requirements[0]?.confirm();

  await agent.continueRun(paused);

  expect(model.requests[2]?.messages.map((message) => message.content)).toEqual(["Write", "", "wrote one"]);
});

test("a continuation knows what was said before its run", async () => {
  const { write } = notebook();
  const script = ["One", calls(call("echo", { text: "x" })), calls(call("write", { text: "one" })), "Written"];
  const { agent } = scripted(script, { tools: [echo, write] });
  await agent.run("First", { sessionId: "s" });
  const paused = await agent.run("Write", { sessionId: "s" });
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect([paused.historyLength, output.historyLength]).toEqual([2, 2]);
  expect(output.messages.slice(2).map((message) => message.content)).toEqual([
    "Write",
    "",
    "x",
    "",
    "wrote one",
    "Written",
  ]);
});

test("a part that the model refuses stays out of the session, so that the next run goes on", async () => {
  const model = new ScriptedModel(["Fine"], { accepts: ["text"] });
  const agent = new Agent({ model });
  const images = [{ url: "https://example.org/a.png" }];
  await rejection(agent.run("Look", { sessionId: "s", images }));

  const output = await agent.run("Second", { sessionId: "s" });

  expect(output).toMatchObject({ content: "Fine", historyLength: 0 });
});
