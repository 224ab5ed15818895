import type { RunStore, Store } from "@definable/spec";
import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, AgentRunError, MemoryStore } from "../../src/index.ts";
import type { Tool } from "../../src/index.ts";
import { family, spawn } from "../support/family.ts";
import { rejection } from "../support/rejection.ts";
import { notebook } from "../support/tools.ts";

/** A store that cannot keep the pause of this run. */
function forgetful(runId: string): Store {
  const { runs, sessions } = new MemoryStore();
  const release: RunStore["release"] = (position, end) => {
    if (position.runId === runId && end.status === "PAUSED") throw new Error("The disk is full.");
    return runs.release(position, end);
  };
  const broken = new Proxy<RunStore>(runs, {
    get: (target, name) => {
      const method: unknown = name === "release" ? release : Reflect.get(target, name);
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
  return { runs: broken, sessions, close: () => undefined };
}

test("a run whose pause cannot be stored takes its sub-agents with it, and what they used counts", async () => {
  const { write } = notebook();
  const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };
  const model = family([{ ...calls(spawn("note", "c1")), usage }], {
    note: [{ ...calls(call("write", { text: "milk" }, "w1")), usage }],
  });
  const agent = new Agent({ model, subAgents: true, tools: [write], store: forgetful("root") });

  const error = await rejection(agent.run("Go", { runId: "root" }));

  const output = error instanceof AgentRunError ? error.output : undefined;
  expect(output?.status).toBe("ERROR");
  expect(output?.events.map(({ event }) => event)).toContain("SubAgentKilled");
  expect(output?.metrics.totalTokens).toBe(30);
  expect(await agent.getRun(output?.tools[0]?.childRunId ?? "")).toMatchObject({ status: "CANCELLED" });
});

test("no sub-agent is left behind, whatever event of a pause a cancel comes with", async () => {
  const { write } = notebook();
  const writes = [calls(call("write", { text: "milk" }, "w1"))];
  // Two that pause one after the other, each with one of its own: the end of one falls into the pause of the other.
  const clerk = (name: string, store: MemoryStore): Tool => {
    const model = family([calls(spawn("note", `${name}-1`))], { note: writes });
    return new Agent({ name, subAgents: true, tools: [write], model, store }).asTool({ description: "Writes." });
  };
  for (let at = 1; ; at += 1) {
    const store = new MemoryStore();
    const model = new ScriptedModel([
      calls(call("one", { input: "Write" }, "k1"), call("two", { input: "Write" }, "k2")),
    ]);
    const boss = new Agent({ model, tools: [clerk("one", store), clerk("two", store)], store });
    const controller = new AbortController();
    boss.events.on("*", ({ seq }) => void (seq === at && controller.abort()));
    const children = new Set<string>();
    boss.events.on("RunStarted", ({ runId, parentRunId }) => void (parentRunId !== undefined && children.add(runId)));

    const stream = boss.runStream("Go", { signal: controller.signal });
    const output = await stream.output;

    if (output.isPaused) {
      expect(children.size).toBe(4);
      return;
    }
    expect(output.status).toBe("CANCELLED");
    for (const runId of children) expect(await boss.getRun(runId)).toMatchObject({ status: "CANCELLED" });
  }
});
