import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import type { Decision, RunOutput } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

const confirm = (run: RunOutput): readonly Decision[] =>
  run.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" }));

/** A run that waits for an answer, a minute long by its own clock. */
async function waiting(onExpire: "deny" | "fail") {
  let now = 1_000_000;
  const { write, notes } = notebook();
  const tools = [write.with({ decideWithinMs: 60_000, onExpire })];
  const { agent, model } = scripted([calls(call("write", { text: "hi" })), "Then not"], { tools, now: () => now });
  const paused = await agent.run("Go");
  return { agent, model, notes, paused, wait: (ms: number) => void (now += ms) };
}

test("a question says until when it can be answered", async () => {
  const { paused } = await waiting("deny");

  expect(paused.requirements).toMatchObject([{ expiresAt: 1_060_000, onExpire: "deny" }]);
});

test("an answer in time counts", async () => {
  const { agent, notes, paused, wait } = await waiting("deny");
  wait(59_999);

  await agent.continueRun(paused, { decisions: confirm(paused) });

  expect(notes).toEqual(["hi"]);
});

test("an answer that comes too late is refused, and the run waits on", async () => {
  const { agent, notes, paused, wait } = await waiting("deny");
  wait(60_000);

  expect(await rejection(agent.continueRun(paused, { decisions: confirm(paused) }))).toMatchObject({
    code: "REQUIREMENT_EXPIRED",
  });
  expect(notes).toEqual([]);
  expect((await agent.getRun(paused.runId))?.status).toBe("PAUSED");
});

test("a run whose question has expired goes on without an answer: the call is refused", async () => {
  const { agent, notes, paused, wait } = await waiting("deny");
  wait(60_000);

  const output = await agent.continueRun(paused.runId);

  expect(output.content).toBe("Then not");
  expect(output.tools).toMatchObject([
    { status: "denied", result: expect.stringContaining("Nobody answered in time") },
  ]);
  expect(output.events[0]).toMatchObject({ requirements: [{ state: "expired", resolution: { by: "expiry" } }] });
  expect(notes).toEqual([]);
});

test("with onExpire: fail the run fails, and its history is legal", async () => {
  const { agent, model, notes, paused, wait } = await waiting("fail");
  wait(60_000);

  const error = await rejection(agent.continueRun(paused.runId));

  expect(error).toMatchObject({ code: "REQUIREMENT_EXPIRED", output: { status: "ERROR" } });
  expect(model.callCount).toBe(1);
  expect(notes).toEqual([]);
});

test("before the time is over a continuation without a decision is refused", async () => {
  const { agent, paused } = await waiting("deny");

  expect(await rejection(agent.continueRun(paused.runId))).toMatchObject({ code: "NOTHING_DECIDED" });
});
