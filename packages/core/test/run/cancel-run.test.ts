import { assertHistory, call, calls, hangs } from "@definable/testing";
import { expect, test } from "vitest";
import { story } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

test("cancelRun cancels a running run", async () => {
  const { agent } = scripted([hangs()]);
  const stream = agent.runStream("Go", { runId: "r" });

  expect(await agent.cancelRun("r")).toBe(true);

  const output = await stream.output;
  expect(output.events.at(-1)).toMatchObject({ event: "RunCancelled", reason: "Cancelled by request" });
});

test("cancelRun ends a paused run without carrying out what waits", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const { runId, lastSeq } = await agent.run("Go");
  const told: string[] = [];
  agent.events.on("*", (event) => void told.push(`${event.seq} ${event.event}`));

  expect(await agent.cancelRun(runId)).toBe(true);

  const names = ["RunContinued", "ToolCallStarted", "ToolCallError", "RunCancelled"];
  expect(told).toEqual(names.map((name, index) => `${lastSeq + 1 + index} ${name}`));
  expect(notes).toEqual([]);
  const output = await agent.getRun(runId);
  expect(output).toMatchObject({ status: "CANCELLED", tools: [{ status: "cancelled" }] });
  assertHistory(output?.messages ?? []);
});

test("a run that was cancelled while paused cannot be continued", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" }))], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();
  await agent.cancelRun(paused.runId);

  await expect(agent.continueRun(paused)).rejects.toMatchObject({ code: "RUN_CANCELLED" });
});

test("cancelRun says false of runs that are unknown, ended or another user's", async () => {
  const { agent } = scripted(["Hello", hangs()]);
  const { runId } = await agent.run("Hi");
  const running = agent.runStream("Go", { runId: "r", userId: "ada" });

  expect(await agent.cancelRun("unknown")).toBe(false);
  expect(await agent.cancelRun(runId)).toBe(false);
  expect(await agent.cancelRun("r", { userId: "bob" })).toBe(false);
  expect(await agent.cancelRun("r")).toBe(false);
  expect(await agent.cancelRun("r", { userId: "ada" })).toBe(true);
  expect((await running.output).status).toBe("CANCELLED");
});

test("cancelRun says false of another user's paused run, which then goes on", async () => {
  const { write } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  const paused = await agent.run("Go", { userId: "ada" });
  paused.requirements[0]?.confirm();

  expect(await agent.cancelRun(paused.runId, { userId: "bob" })).toBe(false);

  const output = await agent.continueRun(paused);
  expect(story(output.events).at(-1)).toBe("RunCompleted");
});

test("of a cancel and a continuation at the same time one wins", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const continued = agent.continueRun(paused).then(
    () => true,
    () => false,
  );
  const cancelled = agent.cancelRun(paused.runId);

  const [won, lost] = await Promise.all([continued, cancelled]);
  const status = (await agent.getRun(paused.runId))?.status;
  expect(status).toBe(lost ? "CANCELLED" : "COMPLETED");
  expect(notes).toEqual(won ? ["one"] : []);
});
