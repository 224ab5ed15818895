import type { RunStore, Store } from "@definable/spec";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { flow } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

/** A store in memory whose journal is written by other means. */
function storeWith(change: (runs: RunStore) => Partial<RunStore>): Store {
  const { runs, sessions } = new MemoryStore();
  const bound: RunStore = {
    create: (...args) => runs.create(...args),
    claim: (...args) => runs.claim(...args),
    append: (...args) => runs.append(...args),
    renew: (...args) => runs.renew(...args),
    release: (...args) => runs.release(...args),
    resolve: (...args) => runs.resolve(...args),
    requestCancel: (...args) => runs.requestCancel(...args),
    read: (...args) => runs.read(...args),
    listStale: (...args) => runs.listStale(...args),
  };
  return { runs: { ...bound, ...change(bound) }, sessions, close: () => undefined };
}

const script = [calls(call("echo", { text: "one" })), "Done"];

test("a store that answers later makes the same events", async () => {
  const later = <Result>(result: Result): Promise<Awaited<Result>> => Promise.resolve(result);
  const store = storeWith((runs) => ({
    create: (...args) => later(runs.create(...args)),
    append: (...args) => later(runs.append(...args)),
    release: (...args) => later(runs.release(...args)),
  }));
  const slow = await scripted(script, { tools: [echo], store }).agent.run("Go");

  const fast = await scripted(script, { tools: [echo] }).agent.run("Go");

  expect(flow(slow.events)).toEqual(flow(fast.events));
});

test("a store that cannot write fails the run, without the store's words", async () => {
  const store = storeWith(() => ({
    append: () => {
      throw new Error("disk at /secret is full");
    },
  }));
  const { agent } = scripted(script, { tools: [echo], store });

  const error = await rejection(agent.run("Go", { runId: "r" }));

  expect(error).toMatchObject({ code: "STORE_FAILED", message: expect.not.stringContaining("/secret") });
  expect(store.runs.read("r")).toMatchObject({ status: "ERROR" });
});

test("no tool starts before its start is written", async () => {
  const { write, notes } = notebook();
  const store = storeWith(() => ({ append: () => Promise.reject(new Error("disk is full")) }));
  const note = calls(call("write", { text: "one" }));
  const { agent } = scripted([note], { tools: [write.with({ requiresConfirmation: false })], store });

  const { output } = agent.runStream("Go");

  expect(await output).toMatchObject({ errorCode: "STORE_FAILED", tools: [{ status: "cancelled" }] });
  expect(notes).toEqual([]);
});

test("a store that cannot end the run makes it a failed one", async () => {
  const store = storeWith(() => ({ release: () => Promise.reject(new Error("disk is full")) }));
  const { agent } = scripted(["Hello"], { store });

  const output = await agent.runStream("Hi").output;

  expect(output).toMatchObject({ status: "ERROR", content: "Hello" });
  expect(output.events.at(-1)?.event).toBe("RunError");
});

test("a run that cannot be made rejects before anything is told", async () => {
  const store = storeWith(() => ({ create: () => Promise.reject(new Error("disk is full")) }));
  const { agent } = scripted(["Hello"], { store });
  const told: string[] = [];
  agent.events.on("*", (event) => void told.push(event.event));

  const error = await rejection(agent.run("Hi"));

  expect(error).toMatchObject({ code: "STORE_FAILED" });
  expect(told).toEqual([]);
});

test("a pause that somebody else goes on with while it is stored stands: a cancel comes too late", async () => {
  const { write, notes } = notebook();
  const stored = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const store = storeWith((runs) => ({
    release: async (position, end) => {
      await runs.release(position, end);
      if (end.status !== "PAUSED") return;
      stored.resolve();
      await answer.promise;
    },
  }));
  const script = [calls(call("write", { text: "one" })), "Done"];
  const { agent } = scripted(script.slice(0, 1), { tools: [write], store });
  const elsewhere = scripted(script.slice(1), { tools: [write], store }).agent;
  const stream = agent.runStream("Go", { runId: "r" });
  await stored.promise;
  const [requirement] = (await elsewhere.getRun("r"))?.requirements ?? [];

  const other = await elsewhere.continueRun("r", {
    decisions: [{ requirementId: requirement?.id ?? "", action: "confirm" }],
  });
  stream.cancel();
  answer.resolve();

  expect(other.content).toBe("Done");
  expect((await stream.output).status).toBe("PAUSED");
  expect(notes).toEqual(["one"]);
});
