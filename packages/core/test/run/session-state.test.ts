import { call, calls, fails } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { CancellationToken, tool } from "../../src/index.ts";
import type { Tool } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";

/** Counts in the session's state and says how far it is. */
const count: Tool<Record<string, never>, string, unknown> = tool({
  name: "count",
  description: "Counts.",
  inputSchema: z.object({}),
  execute: (_input, { sessionState }) => {
    sessionState["count"] = Number(sessionState["count"] ?? 0) + 1;
    return `${sessionState["count"]}`;
  },
});

/** A model that counts once in each run. */
const counting = (request: { readonly messages: { at(index: number): { readonly role: string } | undefined } }) =>
  request.messages.at(-1)?.role === "tool" ? "Done" : calls(call("count"));

test("what a tool leaves in the state is there in the next run of the session", async () => {
  const { agent } = scripted(counting, { tools: [count] });

  const first = await agent.run("Go", { sessionId: "s" });
  const second = await agent.run("Go", { sessionId: "s" });
  const other = await agent.run("Go", { sessionId: "other" });

  expect([first, second, other].map((output) => output.tools[0]?.result)).toEqual(["1", "2", "1"]);
});

test("a new session begins with the agent's state, which no run changes", async () => {
  const sessionState = { count: 10 };
  const { agent } = scripted(counting, { tools: [count], sessionState });

  const first = await agent.run("Go", { sessionId: "s" });
  const alone = await agent.run("Go");

  expect([first, alone].map((output) => output.tools[0]?.result)).toEqual(["11", "11"]);
  expect(sessionState).toEqual({ count: 10 });
});

test("the agent's state is for new sessions: what a session deleted stays deleted", async () => {
  const drop = tool({
    name: "count",
    description: "Forgets.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }) => {
      const keys = Object.keys(sessionState).join();
      delete sessionState["count"];
      return keys;
    },
  });
  const { agent } = scripted(counting, { tools: [drop], sessionState: { count: 1, other: 2 } });

  const outputs = [await agent.run("Go", { sessionId: "s" }), await agent.run("Go", { sessionId: "s" })];

  expect(outputs.map((output) => output.tools[0]?.result)).toEqual(["count,other", "other"]);
});

test("nested state of the agent is not shared between runs", async () => {
  const list = tool({
    name: "count",
    description: "Lists.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }) => (sessionState["list"] as number[]).push(1),
  });
  const { agent } = scripted(counting, { tools: [list], sessionState: { list: [] } });

  const outputs = [await agent.run("Go"), await agent.run("Go")];

  expect(outputs.map((output) => output.tools[0]?.result)).toEqual(["1", "1"]);
});

test("a continuation finds the state of its session and keeps it", async () => {
  const asks = count.with({ requiresConfirmation: true });
  const { agent } = scripted(counting, { tools: [asks] });
  const go = async (): Promise<string | undefined> => {
    const paused = await agent.run("Go", { sessionId: "s" });
    paused.requirements[0]?.confirm();
    return (await agent.continueRun(paused)).tools[0]?.result;
  };

  expect([await go(), await go()]).toEqual(["1", "2"]);
});

test("a continuation without a session finds the state that the run left", async () => {
  const first = count.with({ name: "first" });
  const asks = count.with({ name: "asks", requiresConfirmation: true });
  const { agent } = scripted([calls(call("first"), call("asks")), "Done"], { tools: [first, asks] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(output.tools.map((done) => done.result)).toEqual(["1", "2"]);
});

test("a paused output keeps the state as it was", async () => {
  const list = tool({
    name: "list",
    description: "Lists.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }) =>
      void (sessionState["list"] = [...((sessionState["list"] as number[]) ?? []), 1]),
  });
  const push = tool({
    name: "push",
    description: "Lists, in place.",
    inputSchema: z.object({}),
    requiresConfirmation: true,
    execute: (_input, { sessionState }) => (sessionState["list"] as number[]).push(2),
  });
  const { agent } = scripted([calls(call("list"), call("push")), "Done"], { tools: [list, push] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect([paused, output].map((run) => run.sessionState)).toEqual([{ list: [1] }, { list: [1, 2] }]);
});

test("a run that never began to work leaves the state alone", async () => {
  const { agent } = scripted(counting, { tools: [count] });
  await agent.run("Go", { sessionId: "s" });
  const cancellationToken = new CancellationToken();
  cancellationToken.cancel();
  await rejection(agent.run("Go", { sessionId: "s", cancellationToken }));

  const output = await agent.run("Go", { sessionId: "s" });

  expect(output.tools[0]?.result).toBe("2");
});

test("a key that a tool deletes is gone from the session", async () => {
  const clear = tool({
    name: "clear",
    description: "Forgets.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }) => void delete sessionState["count"],
  });
  const script = [calls(call("count")), "Done", calls(call("clear")), "Done", calls(call("count")), "Done"];
  const { agent } = scripted(script, { tools: [count, clear] });
  for (let run = 0; run < 2; run += 1) await agent.run("Go", { sessionId: "s" });

  const output = await agent.run("Go", { sessionId: "s" });

  expect(output.tools[0]?.result).toBe("1");
});

test("the output holds the state, its public JSON does not", async () => {
  const { agent } = scripted(counting, { tools: [count] });

  const output = await agent.run("Go");

  expect(output.toJSON().sessionState).toEqual({ count: 1 });
  expect(output.toPublicJSON()).not.toHaveProperty("sessionState");
});

test("a failed run keeps what its tools left in the state", async () => {
  const script = [calls(call("count")), fails("MODEL_QUOTA"), calls(call("count")), "Done"];
  const { agent } = scripted(script, { tools: [count] });
  await rejection(agent.run("Go", { sessionId: "s" }));

  const output = await agent.run("Go", { sessionId: "s" });

  expect(output.tools[0]?.result).toBe("2");
});
