import { call, calls } from "@definable/testing";
import type { Script } from "@definable/testing";
import type { RunOutputJson } from "@definable/spec";
import { expect, test } from "vitest";
import { Agent, MemoryStore } from "../../src/index.ts";
import type { Decision } from "../../src/index.ts";
import { asJson } from "../invariants/play.ts";
import { family, spawn } from "../support/family.ts";
import { rejection } from "../support/rejection.ts";
import { notebook } from "../support/tools.ts";

/** Ann's run, whose sub-agent waits; what somebody makes of its JSON; and an agent with the same store. */
async function waiting() {
  const { write, notes } = notebook();
  const store = new MemoryStore();
  const agentOf = (script: Script): Agent => {
    const note = [calls(call("write", { text: "milk" }, "w1")), "written"];
    const model = family(script, { note });
    return new Agent({ model, subAgents: true, tools: [write], store });
  };
  const paused = await agentOf([calls(spawn("note", "c1"))]).run("Go", { userId: "ann" });
  const json = asJson(paused) as RunOutputJson;
  const decisions: readonly Decision[] = paused.requirements.map(({ id }) => ({
    requirementId: id,
    action: "confirm",
  }));
  return { agent: agentOf(["Done"]), notes, paused, json, decisions };
}

test("a made-up run cannot go on with the sub-agent of another one", async () => {
  const { agent, notes, json, decisions, paused } = await waiting();

  const output = await agent.continueRun({ ...json, runId: "mine", userId: "eve" }, { decisions });

  expect(output.tools).toMatchObject([{ status: "failed", result: expect.stringContaining("is no sub-agent of run") }]);
  expect(notes).toEqual([]);
  expect(await agent.getRun(paused.children?.[0]?.runId ?? "", { userId: "ann" })).toMatchObject({ status: "PAUSED" });
});

test("a made-up run takes no sub-agent of another one with it when it ends", async () => {
  const { agent, json, decisions, paused } = await waiting();
  const signal = AbortSignal.abort();

  await rejection(agent.continueRun({ ...json, runId: "mine", userId: "eve" }, { decisions, signal }));

  expect(await agent.getRun(paused.children?.[0]?.runId ?? "", { userId: "ann" })).toMatchObject({ status: "PAUSED" });
});

test.for(["text", [null], [{ runId: "x" }], 7])("children that are no runs are refused: %j", async (children) => {
  const { agent, json, decisions } = await waiting();
  const made = JSON.stringify({ ...json, children });

  expect(await rejection(agent.continueRun(made, { decisions }))).toMatchObject({ code: "INVALID_INPUT" });
});

test("a run that has lost its sub-agent on the way is refused: that one would begin anew", async () => {
  const { json, decisions } = await waiting();
  const agent = new Agent({ model: family(["Done"], { note: ["Again"] }), subAgents: true, tools: [notebook().write] });

  const error = await rejection(agent.continueRun({ ...json, children: undefined }, { decisions }));

  expect(error).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("children") });
});
