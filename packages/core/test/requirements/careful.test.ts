import { call, calls, collect } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { tool } from "../../src/index.ts";
import type { ToolContext } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

test("a confirmation rule that forgets to answer asks a person", async () => {
  const forgets = tool({
    name: "forgets",
    description: "Its rule returns nothing.",
    inputSchema: z.object({}),
    // A rule without types may return nothing.
    requiresConfirmation: (() => undefined) as unknown as () => boolean,
    execute: () => "ran",
  });
  const { agent } = scripted([calls(call("forgets"))], { tools: [forgets] });

  const output = await agent.run("Go");

  expect(output.isPaused).toBe(true);
});

test("a run cancelled while its continuation is being claimed does not carry out what was approved", async () => {
  const { write, notes } = notebook();
  const { agent } = scripted([calls(call("write", { text: "one" })), "Done."], { tools: [write] });
  const paused = await agent.run("Go");
  paused.requirements[0]?.confirm();

  const stream = agent.continueRunStream(paused);
  stream.cancel();

  expect((await stream.output).status).toBe("CANCELLED");
  expect(notes).toEqual([]);
});

test("what a tool deleted from the session's state stays deleted", async () => {
  const states: string[] = [];
  const forget = tool({
    name: "forget",
    description: "Forgets x.",
    inputSchema: z.object({}),
    execute: (_input, { sessionState }: ToolContext) => {
      states.push(JSON.stringify(sessionState));
      delete sessionState["x"];
    },
  });
  const script = [calls(call("forget")), "Done.", calls(call("forget")), "Done."];
  const { agent } = scripted(script, { tools: [forget], sessionState: { x: 1, y: 2 } });

  await agent.run("Go", { sessionId: "s" });
  await agent.run("Go", { sessionId: "s" });

  expect(states).toEqual(['{"x":1,"y":2}', '{"y":2}']);
});

test("data that is no JSON fails the tool that emits it, and not the stream", async () => {
  const loud = tool({
    name: "loud",
    description: "Emits a number that JSON has not.",
    inputSchema: z.object({}),
    execute: (_input, { emit }: ToolContext) => emit("count", 1n as unknown as number),
  });
  const { agent } = scripted([calls(call("loud")), "Done."], { tools: [loud] });

  const { events, output } = await collect(agent.runStream("Go"));

  expect(output.tools[0]).toMatchObject({ status: "failed", result: expect.stringContaining("must be JSON") });
  expect(() => JSON.stringify(events)).not.toThrow();
});

test("the transcript of a failed run is not printed with its error", async () => {
  const { agent } = scripted([{ error: { code: "MODEL_UNAVAILABLE" } }], { maxRetries: 0 });

  const error: unknown = await agent.run("A secret plan").catch((reason: unknown) => reason);

  expect(error).toHaveProperty("output");
  expect(JSON.stringify(error)).not.toContain("secret plan");
});

test("a sequential call that is decided before the one in front of it keeps its decision until its turn", async () => {
  const { write, notes } = notebook();
  const inOrder = write.with({ name: "write_in_order", sequential: true });
  const toolCalls = [
    call("write", { text: "first" }),
    call("write_in_order", { text: "second" }),
    call("write_in_order", { text: "third" }),
  ];
  const { agent } = scripted([calls(...toolCalls), "Done."], { tools: [write, inOrder] });
  const paused = await agent.run("Go");
  const [first, second, third] = paused.requirements.map(({ id }) => id);

  const half = await agent.continueRun(paused, {
    decisions: [
      { requirementId: second ?? "", action: "reject", note: "Not this one." },
      { requirementId: third ?? "", action: "confirm", args: { text: "the third, edited" } },
    ],
  });

  expect(half.requirements.map(({ id }) => id)).toEqual([first]);
  expect(half.tools.map(({ status }) => status)).toEqual(["waiting", "denied", "waiting"]);
  expect(notes).toEqual([]);

  const output = await agent.continueRun(half.runId, {
    decisions: [{ requirementId: first ?? "", action: "confirm" }],
  });

  expect(output.tools.map(({ status }) => status)).toEqual(["completed", "denied", "completed"]);
  expect(notes).toEqual(["first", "the third, edited"]);
});
