import { call, calls, ScriptedModel } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { rejection } from "../support/rejection.ts";
import { notebook } from "../support/tools.ts";

test("a run can be cancelled by its id as soon as its first event is heard", async () => {
  const model = new ScriptedModel([]);
  const agent = new Agent({ model });
  const answers: Promise<boolean>[] = [];
  agent.events.on("RunStarted", ({ runId }) => void answers.push(agent.cancelRun(runId)));

  const error = await rejection(agent.run("Go"));

  expect(error).toMatchObject({ code: "RUN_CANCELLED" });
  expect(await Promise.all(answers)).toEqual([true]);
});

test("a run that has just paused is cancelled by whoever hears of the pause", async () => {
  const { write, notes } = notebook();
  const agent = new Agent({ model: new ScriptedModel([calls(call("write", { text: "a" }))]), tools: [write] });
  agent.events.on("RunPaused", ({ runId }) => agent.cancelRun(runId));

  const { runId } = await agent.run("Go");

  expect((await agent.getRun(runId))?.status).toBe("CANCELLED");
  expect(notes).toEqual([]);
});

test("a run that has just ended cannot be cancelled any more", async () => {
  const agent = new Agent({ model: new ScriptedModel(["Done."]) });
  const answers: Promise<boolean>[] = [];
  agent.events.on("RunCompleted", ({ runId }) => void answers.push(agent.cancelRun(runId)));

  await agent.run("Go");

  expect(await Promise.all(answers)).toEqual([false]);
});

test("a run that is cancelled when its model call is announced asks no model", async () => {
  const model = new ScriptedModel([]);
  const agent = new Agent({ model });
  const controller = new AbortController();
  agent.events.on("ModelCallStarted", () => controller.abort());

  await rejection(agent.run("Go", { signal: controller.signal }));

  expect(model.callCount).toBe(0);
});
