import { getEventListeners } from "node:events";
import { call, calls, collect, fails, ScriptedModel } from "@definable/testing";
import type { ScriptEntry } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent, CancellationToken } from "../../src/index.ts";
import { outcomeOf } from "./outcome-of.ts";
import { PATIENCE } from "./property.ts";
import { TOOLS } from "./tool-box.ts";
import { ToolDesk } from "./tool-desk.ts";

/** Runs that end in different ways, one after another. */
const WAYS: readonly (readonly ScriptEntry[])[] = [
  ["Hello."],
  [calls(call("async", { n: 1 }), call("throws", { n: 2 })), "Done."],
  [fails("MODEL_BAD_REQUEST")],
  [calls(call("asks", { n: 3 }))],
  [calls(call("stops", { n: 4 }))],
];

function agentFor(way: number): Agent<ToolDesk> {
  const model = new ScriptedModel(WAYS[way % WAYS.length] ?? []);
  return new Agent({ model, tools: TOOLS, dependencies: new ToolDesk(), maxRetries: 0 });
}

test("ten thousand runs on one signal leave no listener", { timeout: PATIENCE }, async () => {
  const { signal } = new AbortController();
  const token = new CancellationToken();

  for (let turn = 0; turn < 10_000; turn += 1) {
    const agent = agentFor(turn);
    const options = { signal, cancellationToken: token, runId: "run" };
    if (turn % 2 === 0) await outcomeOf(agent.run("Go", options));
    else await collect(agent.runStream("Go", options));
    const run = await agent.getRun("run");
    const decisions = run?.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }) as const);
    // The paused ones go on, with the same signal.
    if (run?.isPaused === true)
      await outcomeOf(agent.continueRun("run", { signal, cancellationToken: token, decisions }));
  }

  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(getEventListeners(token.signal, "abort")).toEqual([]);
});

test("runs that are cancelled, left or could not begin leave no listener", async () => {
  for (let turn = 0; turn < 200; turn += 1) {
    const controller = new AbortController();
    const { signal } = controller;
    const agent = agentFor(turn);
    const taken = await outcomeOf(agentFor(0).run("Go", { runId: "taken", signal }));
    await outcomeOf(agent.run("Go", { runId: "taken", signal }));
    await outcomeOf(agent.run("Go", { runId: "taken", signal }));
    await outcomeOf(agent.continueRun("unknown", { signal }));
    for await (const _event of agentFor(turn).runStream("Go", { signal })) break;
    expect(taken).toBeDefined();
    expect(getEventListeners(signal, "abort")).toEqual([]);

    agent.events.on("RunStarted", () => controller.abort());
    await outcomeOf(agent.run("Go", { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  }
});
