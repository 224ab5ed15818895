import type { ToolContext } from "@definable/spec";
import { call, calls, collect } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { Agent, tool } from "../../src/index.ts";
import type { AgentOptions, RunOptions } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";

/** What a tool is told in a run, and what came of the run. */
async function contextIn(run: RunOptions, options: Omit<AgentOptions, "model" | "tools"> = {}) {
  let context: ToolContext | undefined;
  const look = tool({
    name: "look",
    description: "Looks around.",
    inputSchema: z.object({}),
    execute: (_input, given) => {
      context = given;
      return "";
    },
  });
  const { agent } = scripted([calls(call("look", {}, "c1")), "Done"], { ...options, tools: [look] });
  const output = await agent.run("Go", run);
  if (context === undefined) throw new Error("The tool was not called.");
  return { context, output };
}

test("a tool is told whose run it is in", async () => {
  const { context } = await contextIn({ runId: "r", sessionId: "s", userId: "ada" }, { name: "Ada's Agent" });

  expect(context).toMatchObject({
    callId: "c1",
    runId: "r",
    sessionId: "s",
    userId: "ada",
    agent: { agentId: "ada-s-agent", name: "Ada's Agent" },
  });
  expect(context.signal.aborted).toBe(false);
});

test("the idempotency key is made of run, turn and call, so that a repeat has the same", async () => {
  const { context } = await contextIn({ runId: "r" });

  expect(context.idempotencyKey).toBe("r/1/c1");
});

test("a tool is told no more of the agent than its names", async () => {
  const { context } = await contextIn({}, { instructions: "Secret." });

  expect(JSON.stringify(context.agent)).not.toContain("Secret.");
});

test("a tool finds the media of the input by kind", async () => {
  const url = "https://example.org/a";
  const media = { images: [{ url }], videos: [{ url }], audio: [{ url }], files: [{ url }] };

  const { context } = await contextIn(media);

  for (const kind of ["images", "videos", "audio", "files"] as const) expect(context[kind]).toMatchObject([{ url }]);
  expect((await contextIn({})).context.images).toEqual([]);
});

test("the run's dependencies go before the agent's, field by field", async () => {
  const db = { find: () => "found" };

  const { context } = await contextIn({ dependencies: { user: "ada" } }, { dependencies: { db, user: "nobody" } });

  expect(context.dependencies).toEqual({ db, user: "ada" });
  expect((await contextIn({}, { dependencies: db })).context.dependencies).toBe(db);
});

test("a dependency with an identity of its own is passed as it is", async () => {
  class Database {
    readonly #rows: number = 1;
    rows(): number {
      return this.#rows;
    }
  }
  const database = new Database();

  const { context } = await contextIn({ dependencies: database }, { dependencies: { other: 1 } });

  expect(context.dependencies).toBe(database);
});

test("dependencies are in no event, output or store", async () => {
  const canary = "canary-4711";

  const { output } = await contextIn(
    { runId: "r", dependencies: { key: canary } },
    { dependencies: { other: canary } },
  );

  expect(JSON.stringify(output.toJSON({ events: true }))).not.toContain(canary);
});

test("emit sends a CustomEvent into the stream", async () => {
  const talk = tool({
    name: "talk",
    description: "Tells how far it is.",
    inputSchema: z.object({}),
    execute: (_input, { emit }: ToolContext) => emit("progress", { percent: 50 }),
  });
  const { agent } = scripted([calls(call("talk")), "Done"], { tools: [talk] });

  const { events } = await collect(agent.runStream("Go"));

  const told = events.slice(events.findIndex((event) => event.event === "ToolCallStarted") + 1);
  expect(told[0]).toMatchObject({ event: "CustomEvent", name: "progress", data: { percent: 50 } });
});

test("what a tool emits is copied, so that it may go on with what it sent", async () => {
  const data = { percent: 50 };
  const talk = tool({
    name: "talk",
    description: "Tells how far it is.",
    inputSchema: z.object({}),
    execute: (_input, { emit }: ToolContext) => {
      emit("progress", data);
      data.percent = 100;
    },
  });
  const { agent } = scripted([calls(call("talk")), "Done"], { tools: [talk] });

  const { events } = await agent.run("Go");

  expect(events.find((event) => event.event === "CustomEvent")).toMatchObject({ data: { percent: 50 } });
});

test("data that is no JSON is refused where it is emitted", async () => {
  const talk = tool({
    name: "talk",
    description: "Tells too much.",
    inputSchema: z.object({}),
    // What a tool without types may send.
    execute: (_input, { emit }: ToolContext) => emit("big", 5n as never),
  });
  const { agent } = scripted([calls(call("talk")), "Done"], { tools: [talk] });

  const { tools } = await agent.run("Go");

  expect(tools[0]).toMatchObject({ status: "failed", result: expect.stringContaining('ctx.emit("big")') });
});

test("a tool that goes on after its answer does not speak into a run that has ended", async () => {
  let speak = (): void => undefined;
  const talk = tool({
    name: "talk",
    description: "Answers, and goes on.",
    inputSchema: z.object({}),
    execute: (_input, { emit }: ToolContext) => {
      speak = () => emit("late", 1);
      return "answered";
    },
  });
  const { agent } = scripted([calls(call("talk")), "Done"], { tools: [talk] });
  const { events } = await agent.run("Go");

  speak();

  expect(events.filter((event) => event.event === "CustomEvent")).toEqual([]);
});

test("a tool that was cut off emits into nothing", async () => {
  const began = Promise.withResolvers<ToolContext>();
  const late = tool({
    name: "late",
    description: "Comes late.",
    inputSchema: z.object({}),
    execute: (_input, context: ToolContext) => {
      began.resolve(context);
      return new Promise<string>(() => {});
    },
  });
  const { agent } = scripted([calls(call("late"))], { tools: [late] });
  const stream = agent.runStream("Go");
  const context = await began.promise;
  stream.cancel();
  const output = await stream.output;

  context.emit("late", 1);

  expect(output.events.filter((event) => event.event === "CustomEvent")).toEqual([]);
  expect(output.events.at(-1)?.event).toBe("RunCancelled");
});

test("typed dependencies reach the tool of a typed agent", async () => {
  const greet = tool({
    name: "greet",
    description: "Greets.",
    inputSchema: z.object({}),
    execute: (_input, { dependencies }: ToolContext<{ readonly who: string }>) => `Hello ${dependencies.who}`,
  });
  const { model } = scripted([calls(call("greet")), "Done"]);
  const agent = new Agent<{ readonly who: string }>({ model, tools: [greet], dependencies: { who: "Ada" } });

  expect((await agent.run("Go")).tools[0]?.result).toBe("Hello Ada");
});
