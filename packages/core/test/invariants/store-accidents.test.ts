import type { RunStore, Store } from "@definable/spec";
import { assertEventStream, call, calls, collect, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, CancellationToken, MemoryStore } from "../../src/index.ts";
import { LogBook } from "../support/log-book.ts";
import { rejection } from "../support/rejection.ts";
import { echo, notebook } from "../support/tools.ts";
import { TOOL_BOX } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

const CONFIRM = "confirm" as const;

/** A store in memory with some of its run store's methods replaced. */
function storeWith(change: (runs: MemoryStore["runs"]) => Partial<RunStore>): Store {
  const store = new MemoryStore();
  const { runs } = store;
  const changed = change(runs);
  const mixed = new Proxy<RunStore>(runs, {
    get(target, name: keyof RunStore) {
      const method = changed[name] ?? target[name];
      return method.bind(target);
    },
  });
  return { runs: mixed, sessions: store.sessions, close: () => store.close() };
}

const diskFull = (): never => {
  throw new Error("The disk is full.");
};

test("a pause that cannot be stored is none: the run fails, and what waited has an answer", async () => {
  const { write } = notebook();
  const store = storeWith((runs) => ({
    release: (position, end) => (end.status === "PAUSED" ? diskFull() : runs.release(position, end)),
  }));
  const model = new ScriptedModel([calls(call("write", { text: "a" }))]);
  const agent = new Agent({ model, tools: [write], store, logger: new LogBook() });

  const { events, output } = await collect(agent.runStream("Go"));

  assertEventStream(events, { output });
  expect(output).toMatchObject({ status: "ERROR", tools: [{ status: "cancelled" }] });
});

test("a result that cannot be stored fails the run, and its call has an end all the same", async () => {
  const store = storeWith((runs) => ({
    append: (position, entries) =>
      entries.some(({ kind }) => kind === "tool.done") ? diskFull() : runs.append(position, entries),
  }));
  const model = new ScriptedModel([calls(call("echo", { text: "a" }), call("echo", { text: "b" }))]);
  const agent = new Agent({ model, tools: [echo], store, logger: new LogBook() });

  const { events, output } = await collect(agent.runStream("Go"));

  assertEventStream(events, { output });
  expect(output).toMatchObject({ status: "ERROR", tools: [{ result: "a" }, { status: "cancelled" }] });
});

test("a continuation that cannot store its decisions gives the run back, to be tried again", async () => {
  const { write, notes } = notebook();
  let broken = true;
  const store = storeWith((runs) => ({
    resolve: (...args) => (broken ? diskFull() : runs.resolve(...args)),
  }));
  const model = new ScriptedModel([calls(call("write", { text: "a" })), "Done."]);
  const agent = new Agent({ model, tools: [write], store, logger: new LogBook() });
  const paused = await agent.run("Go");
  const decisions = paused.requirements.map(({ id }) => ({ requirementId: id, action: CONFIRM }));

  await rejection(agent.continueRun(paused, { decisions }));
  broken = false;

  expect((await agent.continueRun(paused, { decisions })).status).toBe("COMPLETED");
  expect(notes).toEqual(["a"]);
});

test("the session hears of a cancel that comes while the pause is stored", async () => {
  const token = new CancellationToken();
  const store = storeWith((runs) => ({
    release: async (position, end) => {
      if (end.status === "PAUSED") token.cancel();
      await Promise.resolve();
      return runs.release(position, end);
    },
  }));
  const model = new ScriptedModel([calls(call("write", { text: "a" })), "Hello again."]);
  const agent = new Agent({ model, tools: [notebook().write], store, sessionId: "s" });

  const { output } = await collect(agent.runStream("Go", { cancellationToken: token }));
  await agent.run("And now?");

  expect(output.status).toBe("CANCELLED");
  expect(model.requests[1]?.messages).toEqual([...output.messages, { role: "user", content: "And now?" }]);
});

test("a tool that goes on talking while the output is stored is not heard", async () => {
  const store = storeWith((runs) => ({
    release: async (position, end) => {
      await new Promise((resolve) => setImmediate(resolve));
      return runs.release(position, end);
    },
  }));
  const model = new ScriptedModel([calls(call("lingers", { n: 1 })), "Done."]);
  const agent = new Agent({ model, tools: [TOOL_BOX.lingers], dependencies: new ToolDesk(), store });

  const { events, output } = await collect(agent.runStream("Go"));

  assertEventStream(events, { output });
  expect(events.some(({ event }) => event === "CustomEvent")).toBe(true);
});

test("a run that is continued in a store of its own brings its part of the session along", async () => {
  const model = new ScriptedModel([calls(call("write", { text: "a" })), "Done.", "You asked for a note."]);
  const options = { model, tools: [notebook().write], sessionId: "s" };
  const paused = await new Agent(options).run("Write a.");
  paused.requirements[0]?.confirm();
  const elsewhere = new Agent(options);

  const { messages } = await elsewhere.continueRun(JSON.parse(JSON.stringify(paused)));
  await elsewhere.run("What did I ask for?");

  expect(model.requests[2]?.messages.slice(0, -1)).toEqual(messages);
});
