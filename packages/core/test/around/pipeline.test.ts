import { PHASE_NAMES } from "@definable/spec";
import { call, calls } from "@definable/testing";
import { expect, test } from "vitest";
import type { PipelinePhase } from "../../src/index.ts";
import { flow } from "../support/flow.ts";
import { rejection } from "../support/rejection.ts";
import { scripted } from "../support/scripted.ts";
import { echo, notebook } from "../support/tools.ts";

const idle: PipelinePhase = { name: "idle", run: () => undefined };

test("phases and calls of the model are told in order, those of your own among them", async () => {
  const { agent } = scripted([calls(call("echo", { text: "a" })), "Done"], { tools: [echo] });
  agent.pipeline.add({ name: "greet", run: ({ emit }) => emit("greeted", { ok: true }) }, { before: "compose" });
  agent.pipeline.add({
    name: "audit",
    async run(context) {
      await Promise.resolve();
      context.emit("audited", context.content);
    },
  });

  const { events } = await agent.runStream("Go").output;

  expect(flow(events)).toEqual([
    "RunStarted",
    "PhaseStarted prepare",
    "PhaseCompleted prepare",
    "PhaseStarted greet",
    "CustomEvent",
    "PhaseCompleted greet",
    "PhaseStarted compose",
    "PhaseCompleted compose",
    "PhaseStarted invoke_loop",
    "ModelCallStarted",
    "ModelCallCompleted",
    "ToolCallStarted echo",
    "ToolCallCompleted echo",
    "ModelCallStarted",
    "RunContent Done",
    "RunContentCompleted Done",
    "ModelCallCompleted",
    "PhaseCompleted invoke_loop",
    "PhaseStarted audit",
    "CustomEvent",
    "PhaseCompleted audit",
    "RunCompleted",
  ]);
  expect(events.find((event) => event.event === "CustomEvent" && event.name === "audited")).toMatchObject({
    data: "Done",
  });
});

test("a phase that is not wanted says nothing", async () => {
  const { agent } = scripted(["Hello", "Hello"]);
  agent.pipeline.add({ ...idle, wanted: ({ userId }) => userId === "ann" });

  const nobody = await agent.run("Hi");
  const ann = await agent.run("Hi", { userId: "ann" });

  expect(flow(nobody.events)).not.toContain("PhaseStarted idle");
  expect(flow(ann.events)).toContain("PhaseStarted idle");
});

test("a phase adds to the instructions, before compose and from a hook on the loop", async () => {
  const { agent, model } = scripted(["Hello"], { instructions: "Be brief." });
  agent.pipeline.add({ name: "weather", run: (context) => context.addInstructions("It rains.") }, { after: "recall" });
  agent.hook("before:invoke_loop", (context) => context.addInstructions("It is late."));

  await agent.run("Hi");

  expect(model.requests[0]?.instructions).toBe("Be brief.\n\nIt rains.\n\nIt is late.");
});

test("a phase that throws fails the run after its end was told", async () => {
  const { agent } = scripted(["Hello"]);
  agent.pipeline.add({
    name: "idle",
    wanted: () => {
      throw new Error("sk-1");
    },
    run: () => undefined,
  });

  const error = (await rejection(agent.run("Hi"))) as { output: { events: Parameters<typeof flow>[0] } };

  expect(flow(error.output.events).slice(-3)).toEqual(["PhaseStarted idle", "PhaseCompleted idle", "RunError"]);
  expect(JSON.stringify(error.output)).not.toContain("sk-1");
});

test("a cancel does not wait for a deaf phase", async () => {
  const { agent } = scripted(["Hello"]);
  const began = Promise.withResolvers<AbortSignal>();
  agent.pipeline.add({
    name: "slow",
    run({ signal }) {
      began.resolve(signal);
      return new Promise(() => undefined);
    },
  });
  const stream = agent.runStream("Hi");
  const signal = await began.promise;

  stream.cancel();
  const output = await stream.output;

  expect(signal.aborted).toBe(true);
  expect(flow(output.events).slice(-3)).toEqual(["PhaseStarted slow", "PhaseCompleted slow", "RunCancelled"]);
});

test("hooks stand before and after a phase that runs, lower priorities first", async () => {
  const { agent } = scripted(["Hello"]);
  const notes: string[] = [];
  agent.hook("before:compose", () => void notes.push("second"), { priority: 1 });
  agent.hook("before:compose", async () => void notes.push("first"), { priority: -1 });
  agent.hook("after:*", ({ phaseName, content }) => void notes.push(`after ${phaseName} ${content}`));
  agent.hook("before:think", () => void notes.push("never: it is skipped"));

  await agent.run("Hi");

  expect(notes).toEqual(["after prepare ", "first", "second", "after compose ", "after invoke_loop Hello"]);
});

test("a hook instead of a phase takes its place, also when it would be skipped", async () => {
  const { agent, model } = scripted(["Hello"]);
  agent.hook("instead:recall", (context) => context.addInstructions("You remember Ann."));

  const { events } = await agent.run("Hi");

  expect(flow(events)).toContain("PhaseCompleted recall");
  expect(model.requests[0]?.instructions).toBe("You remember Ann.");
});

test("what a hook throws is logged by name; instead of a phase it fails the run", async () => {
  const { agent, log } = scripted(["Hello", "Hello"]);
  agent.hook("after:prepare", () => Promise.reject(new TypeError("sk-1")));
  expect((await agent.run("Hi", { runId: "r" })).content).toBe("Hello");
  expect(log.lines).toEqual(["error A hook at after:prepare failed with TypeError (run r); the run goes on."]);

  agent.hook("instead:think", () => Promise.reject(new TypeError("sk-1")));
  expect(await rejection(agent.run("Hi"))).toMatchObject({ code: "INTERNAL" });
});

test("removers take hooks away", async () => {
  const { agent } = scripted(["Hello"]);
  const notes: string[] = [];
  const remove = agent.hook("before:*", () => void notes.push("called"));

  remove();
  remove();
  await agent.run("Hi");

  expect(notes).toEqual([]);
});

test("phases are added, taken out and replaced by name", () => {
  const { pipeline } = scripted(["Hello"]).agent;
  expect(pipeline.phaseNames).toEqual(PHASE_NAMES);

  pipeline
    .add(idle, { after: "prepare" })
    .remove("recall")
    .replace("think", { name: "ponder", run: () => undefined });

  expect(pipeline.phaseNames.slice(0, 4)).toEqual(["prepare", "idle", "guard_input", "ponder"]);
});

test("a change while a run is under way counts for later ones", async () => {
  const { agent } = scripted(["Hello", "Hello"]);
  agent.hook("after:prepare", () => {
    if (!agent.pipeline.phaseNames.includes("idle")) agent.pipeline.add(idle);
  });

  const first = await agent.run("Hi");
  const second = await agent.run("Hi");

  expect(flow(first.events)).not.toContain("PhaseStarted idle");
  expect(flow(second.events)).toContain("PhaseStarted idle");
});

test("mistakes are told in words", () => {
  const { pipeline } = scripted(["Hello"]).agent;

  expect(() => pipeline.add(idle, { after: "nothing" })).toThrow(
    /no phase "nothing"\. There are: prepare, guard_input, recall, think/,
  );
  expect(() => pipeline.add(idle, { after: "think", before: "store" })).toThrow(/one of the two/);
  expect(() => pipeline.add({ ...idle, name: "store" })).toThrow(/"store" already/);
  expect(() => pipeline.add({ name: "" } as never)).toThrow(/a name and a function run/);
  expect(() => pipeline.remove("invoke_loop")).toThrow(/"invoke_loop" must stay: without it/);
  expect(() => pipeline.replace("prepare", idle)).toThrow(/must stay/);
  expect(() => pipeline.hook("instead:compose", () => undefined)).toThrow(/must stay/);
  expect(() => pipeline.hook("on:think" as never, () => undefined)).toThrow(/"before:<phase>"/);
  expect(() => pipeline.hook("before:x", "y" as never)).toThrow(/must be a function/);
  expect(() => pipeline.hook("before:x", () => undefined)).toThrow(/no phase "x"/);
});

test("what a hook adds to the instructions stands there once, also after a pause", async () => {
  const { write } = notebook();
  const { agent, model } = scripted([calls(call("write", { text: "one" })), "Done"], { tools: [write] });
  agent.hook("before:compose", (context) => context.addInstructions("It is late."));
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  await agent.continueRun(paused);

  expect(model.requests.map(({ instructions }) => instructions)).toEqual(["It is late.", "It is late."]);
});
