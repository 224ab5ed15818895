import type { Message, ModelRequest } from "@definable/spec";
import { call, calls, fails, hangs, says, tokens } from "@definable/testing";
import type { Script, ScriptEntry } from "@definable/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { MemoryStore, tool } from "../../src/index.ts";
import type { RunOutput } from "../../src/index.ts";
import { foldSegment } from "../../src/run/fold-segment.ts";
import { scripted } from "../support/scripted.ts";
import { notebook } from "../support/tools.ts";

const look = tool({
  name: "look",
  description: "Tells much.",
  inputSchema: z.object({ length: z.number() }),
  execute: ({ length }) => "x".repeat(length),
});

/** Plays a conversation, and answers what is asked beside it. */
const beside = (conversation: readonly ScriptEntry[], aside: (request: ModelRequest) => ScriptEntry): Script => {
  let turn = 0;
  return (request) => (request.instructions?.includes("shorten") ? aside(request) : conversation[turn++]);
};
const rounds = (count: number, length = 2_000): readonly ScriptEntry[] =>
  Array.from({ length: count }, () => calls(call("look", { length })));
const results = ({ messages }: Pick<RunOutput, "messages">): readonly unknown[] =>
  messages.filter(({ role }) => role === "tool").map(({ content }) => content);

test("when there are three long results they are shortened, before the model reads them again", async () => {
  const script = beside([...rounds(4), says("Done.")], () => says("short", { usage: tokens(5, 1) }));
  const store = new MemoryStore();
  const { agent } = scripted(script, { tools: [look], compression: true, store });

  const output = await agent.run("Look", { sessionId: "s" });

  expect(results(output)).toEqual(["short", "short", "short", "x".repeat(2_000)]);
  expect(output.tools.map(({ result }) => result?.length)).toEqual([2_000, 2_000, 2_000, 2_000]);
  expect(results(store.sessions.read({ sessionId: "s" }))).toEqual(results(output));
  const ends = output.events.filter(({ event }) => event === "CompressionCompleted");
  expect(ends).toMatchObject([{ toolResultsCompressed: 3, originalSize: 6_000, compressedSize: 15 }]);
  expect(output.metrics.purposes).toMatchObject({ compression: { modelCalls: 3, totalTokens: 18 } });
  const told = output.events.filter((event) => event.event === "ToolCallCompleted");
  expect(told.every(({ result }) => result.length === 2_000)).toBe(true);
});

test("what an earlier model call was asked with stays as it was", async () => {
  const views: unknown[] = [];
  const script = beside([...rounds(3), says("Done.")], () => "short");
  const { agent } = scripted(script, { tools: [look], compression: true });
  agent.events.on("ModelCallStarted", ({ messages, purpose }) => void (purpose ?? views.push(messages)));

  await agent.run("Look");

  expect(JSON.stringify(views[2])).not.toContain("short");
  expect(JSON.stringify(views[3])).toContain("short");
});

test("the shortened texts are in the events, so that the output can be folded from them", async () => {
  const script = beside([...rounds(3), says("Done.")], () => "short");
  const { agent } = scripted(script, { tools: [look], compression: true });
  const output = await agent.run("Look");

  expect(results(foldSegment(JSON.parse(JSON.stringify(output.events))))).toEqual(["short", "short", "short"]);
});

test("short results and errors are left alone", async () => {
  const broken = tool({
    name: "broken",
    description: "Fails at length.",
    inputSchema: z.object({}),
    execute: () => Promise.reject(new Error("e".repeat(2_000))),
  });
  const script = beside(
    [...rounds(1), ...rounds(3, 900), calls(call("broken"), call("broken")), says("Done.")],
    () => "short",
  );
  const { agent } = scripted(script, { tools: [look, broken], compression: { toolResultsLimit: 2 } });

  const { events } = await agent.run("Look");

  expect(events.some(({ event }) => event === "CompressionStarted")).toBe(false);
});

test("a limit of tokens begins it alone, and instructions and model are the option's", async () => {
  const helper = scripted(() => "short").model;
  const script = [...rounds(1, 4_000), "Done."];
  const options = { tokenLimit: 1_000, model: helper, instructions: "Be short." };
  const { agent, model } = scripted(script, { tools: [look], compression: options });

  const output = await agent.run("Look");

  expect(results(output)).toEqual(["short"]);
  expect(helper.requests).toMatchObject([{ instructions: "Be short.", messages: [{ role: "user" }] }]);
  expect(model.callCount).toBe(2);
});

test("a failure keeps the original, is told, and is not tried again", async () => {
  let asked = 0;
  const script = beside([...rounds(5), says("Done.")], () => {
    asked += 1;
    return asked === 2 ? fails("MODEL_QUOTA") : asked === 3 ? "y".repeat(5_000) : "short";
  });
  const { agent } = scripted(script, { tools: [look], compression: true });

  const output = await agent.run("Look");

  expect(results(output).map((text) => String(text).length)).toEqual([5, 2_000, 2_000, 2_000, 2_000]);
  expect(output.events.find(({ event }) => event === "CompressionCompleted")).toMatchObject({
    toolResultsCompressed: 1,
    error: expect.any(String),
  });
  expect(asked).toBe(3);
});

test("a cancel while a result is shortened ends the run at once, with what was shortened", async () => {
  let asked = 0;
  const waiting = Promise.withResolvers<void>();
  const script = beside([...rounds(3), says("Never.")], () => {
    asked += 1;
    if (asked === 1) return "short";
    waiting.resolve();
    return hangs();
  });
  const { agent } = scripted(script, { tools: [look], compression: true });
  const stream = agent.runStream("Look");
  void stream.output;
  await waiting.promise;

  stream.cancel();

  const output = await stream.output;
  expect(output.status).toBe("CANCELLED");
  expect(results(output).map((text) => String(text).length)).toEqual([5, 2_000, 2_000]);
  expect(output.events.find(({ event }) => event === "CompressionCompleted")).toMatchObject({
    error: "The run was cancelled.",
  });
});

test("after a pause the results from before it are shortened too, and no earlier run's", async () => {
  const { write } = notebook();
  const script = beside(
    [...rounds(2), calls(call("write", { text: "a" })), ...rounds(1), says("Done.")],
    () => "short",
  );
  const store = new MemoryStore();
  const { agent, model } = scripted(script, { tools: [look, write], compression: true, store });
  const id = "call_1_1";
  const whole = "w".repeat(2_000);
  const messages: readonly Message[] = [
    { role: "user", content: "Before" },
    { role: "assistant", content: "", toolCalls: [{ id, name: "look", arguments: "{}" }] },
    { role: "tool", toolCallId: id, toolName: "look", content: whole },
  ];
  const paused = await agent.run("Look", { messages, sessionId: "s" });
  expect(paused.tools[0]?.toolCallId).toBe(id);
  paused.requirements[0]?.confirm();

  const output = await agent.continueRun(paused);

  expect(results(output)).toEqual([whole, "short", "short", "wrote a", "short"]);
  expect(results({ messages: model.requests.at(-1)?.messages ?? [] })).toEqual(results(output));
  // The first two were stored with the pause, and the write as one that waits.
  const stored = results(store.sessions.read({ sessionId: "s" })).map((text) => String(text).slice(0, 7));
  expect(stored).toEqual(["xxxxxxx", "xxxxxxx", "This ca", "wrote a", "short"]);
});

test("what was shortened is not shortened again, also after a pause", async () => {
  let asked = 0;
  const { write } = notebook();
  const conversation = [...rounds(1), calls(call("write", { text: "a" })), says("Done.")];
  const script = beside(conversation, () => "y".repeat(1_500 - (asked += 1)));
  const { agent } = scripted(script, { tools: [look, write], compression: { toolResultsLimit: 1 } });
  const paused = await agent.run("Look");
  paused.requirements[0]?.confirm();

  await agent.continueRun(paused);

  expect(asked).toBe(1);
});

test("past its tokens a run shortens nothing", async () => {
  const costly = calls(call("look", { length: 2_000 }));
  const script = beside([{ ...costly, usage: tokens(90, 10) }, says("Never.")], () => "short");
  const { agent } = scripted(script, { tools: [look], compression: { toolResultsLimit: 1 }, maxTotalTokens: 100 });

  const { stopReason, events, metrics } = await agent.run("Look");

  expect(stopReason).toBe("maxTotalTokens");
  expect(events.find(({ event }) => event === "CompressionCompleted")).toMatchObject({
    toolResultsCompressed: 0,
    error: expect.stringContaining("The limit maxTotalTokens"),
  });
  expect(metrics.modelCalls).toBe(1);
});
