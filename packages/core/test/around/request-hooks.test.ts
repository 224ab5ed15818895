import { call, calls, fails } from "@definable/testing";
import { expect, test } from "vitest";
import { flow } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

test("hooks are called around every segment: of runs, streams and continuations", async () => {
  const { write } = notebook();
  const script = [calls(call("write", { text: "a" })), "Done", "Hello"];
  const { agent } = scripted(script, { tools: [write] });
  const notes: string[] = [];
  agent.beforeRequest(async ({ messages, segment }) => {
    await Promise.resolve();
    notes.push(`before ${messages.length} ${segment}`);
  });
  agent.afterResponse(async ({ status, content }) => {
    await Promise.resolve();
    notes.push(`after ${status} ${content}`);
  });

  const paused = await agent.runStream("Go").output;
  paused.requirements[0]?.confirm();
  await agent.continueRun(paused);
  await agent.run("Hi");

  expect(notes).toEqual([
    "before 1 1",
    "after PAUSED ",
    "before 1 2",
    "after COMPLETED Done",
    "before 1 1",
    "after COMPLETED Hello",
  ]);
});

test("before the phases means before the first of them, with what the caller gave", async () => {
  const { agent } = scripted(["Hello"], { dependencies: { db: "x" } });
  const seen: unknown[] = [];
  agent.events.on("PhaseStarted", ({ phaseName }) => void seen.push(phaseName));
  agent.beforeRequest(({ userId, metadata, dependencies, agent: { name } }) => {
    seen.push({ userId, metadata, dependencies, name });
  });

  await agent.run("Hi", { userId: "ann", metadata: { a: 1 } });

  expect(seen[0]).toEqual({ userId: "ann", metadata: { a: 1 }, dependencies: { db: "x" }, name: "Agent" });
  expect(seen[1]).toBe("prepare");
});

test("what a hook throws is logged by its name and fails nothing", async () => {
  const { agent, log } = scripted(["Hello"]);
  agent.beforeRequest(() => Promise.reject(new TypeError("key sk-1")));
  agent.afterResponse(() => {
    throw new RangeError("key sk-2");
  });

  const output = await agent.run("Hi", { runId: "r" });

  expect(output.content).toBe("Hello");
  expect(log.lines).toEqual([
    "error A function given to beforeRequest failed with TypeError (run r); the run goes on.",
    "error A function given to afterResponse failed with RangeError (run r); the run goes on.",
  ]);
});

test("after the response means after a failure too", async () => {
  const { agent } = scripted([fails("MODEL_QUOTA")]);
  const seen: string[] = [];
  agent.afterResponse(({ status, errorCode }) => void seen.push(`${status} ${errorCode}`));

  await rejection(agent.run("Hi"));

  expect(seen).toEqual(["ERROR MODEL_QUOTA"]);
});

test("a remover takes its own hook away, once", async () => {
  const { agent } = scripted(["One"]);
  const seen: string[] = [];
  const hook = (): void => void seen.push("called");
  const first = agent.beforeRequest(hook);
  agent.beforeRequest(hook);

  first();
  first();
  await agent.run("Hi");

  expect(seen).toEqual(["called"]);
});

test("a cancel does not wait for a deaf hook", async () => {
  const { agent } = scripted(["Hello"]);
  const began = Promise.withResolvers<void>();
  agent.beforeRequest(() => {
    began.resolve();
    return new Promise(() => undefined);
  });
  const stream = agent.runStream("Hi");
  await began.promise;

  stream.cancel();
  const output = await stream.output;

  expect(flow(output.events)).toEqual(["RunStarted", "RunCancelled"]);
});
