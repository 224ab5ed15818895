import type { Model, ModelReply } from "@definable/spec";
import { call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import { story } from "../support/flow.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

test("thoughts are told before the words, with a start and a whole end", async () => {
  const { agent } = scripted([says("Yes", { reasoning: ["Hm, ", "well."] })]);

  const { events } = await agent.run("Go");

  expect(story(events)).toEqual([
    "RunStarted",
    "ReasoningStarted",
    "ReasoningContentDelta",
    "ReasoningContentDelta",
    "ReasoningCompleted",
    "RunContent Yes",
    "RunContentCompleted Yes",
    "RunCompleted",
  ]);
  expect(events.find((event) => event.event === "ReasoningCompleted")).toMatchObject({ reasoningContent: "Hm, well." });
});

test("thoughts that nothing follows are ended with the call", async () => {
  const { agent } = scripted([{ ...calls(call("echo", { text: "x" })), reasoning: "Hm" }, "Done"], { tools: [echo] });

  const { events } = await agent.run("Go");

  expect(story(events).slice(1, 5)).toEqual([
    "ReasoningStarted",
    "ReasoningContentDelta",
    "ReasoningCompleted",
    "ToolCallStarted echo",
  ]);
});

test("the vendor's proof of the thoughts goes back to it unchanged", async () => {
  const step = {
    ...calls(call("echo", { text: "x" })),
    reasoning: "Hm",
    signature: "proof",
    providerData: { scripted: 1 },
  };
  const { agent, model } = scripted([step, "Done"], { tools: [echo] });

  await agent.run("Go");

  expect(model.requests[1]?.messages[1]).toMatchObject({
    reasoning: [{ text: "Hm", signature: "proof" }],
    providerData: { scripted: 1 },
    provider: "scripted",
  });
});

test("stream: false gives the answer as one delta, and the same list of events otherwise", async () => {
  const { agent } = scripted([says("Hello", { chunkSize: 1 })], { modelSettings: { stream: false } });

  const { events } = await agent.run("Hi");

  expect(story(events)).toEqual(["RunStarted", "RunContent Hello", "RunContentCompleted Hello", "RunCompleted"]);
});

test("a model that tells its text only at the end is told as one delta", async () => {
  const silent: Model = {
    id: "m",
    provider: "p",
    respond: async () => ({ content: "Hello", toolCalls: [], finishReason: "stop" }),
  };

  const { events, content } = await new Agent({ model: silent }).run("Hi");

  expect(content).toBe("Hello");
  expect(story(events)).toContain("RunContent Hello");
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["no content", { toolCalls: [], finishReason: "stop" }],
  ["no list of calls", { content: "x", finishReason: "stop" }],
  ["a call without arguments", { content: "", toolCalls: [{ id: "a", name: "echo" }], finishReason: "toolCalls" }],
])("a model that replies %s fails the run with MODEL_BAD_REPLY", async (_title, reply) => {
  // What an adapter without types may reply.
  const broken: Model = { id: "m", provider: "p", respond: async () => reply as ModelReply };

  const output = await new Agent({ model: broken }).runStream("Hi").output;

  expect(output).toMatchObject({ errorCode: "MODEL_BAD_REPLY", error: expect.stringContaining("p/m") });
});

test("a reply that does not begin with what was streamed is refused, so that no text is lost or told twice", async () => {
  const torn: Model = {
    id: "m",
    provider: "p",
    respond: async (_request, listener) => {
      await listener.text("Hello");
      return { content: "Goodbye", toolCalls: [], finishReason: "stop" };
    },
  };

  expect(await new Agent({ model: torn }).runStream("Hi").output).toMatchObject({ errorCode: "MODEL_BAD_REPLY" });
});

test("thoughts that are only in the reply are told before its text", async () => {
  const silent: Model = {
    id: "m",
    provider: "p",
    respond: async () => ({ content: "Yes", reasoning: [{ text: "Hm" }], toolCalls: [], finishReason: "stop" }),
  };

  const { events, reasoningContent } = await new Agent({ model: silent }).run("Hi");

  expect(story(events).slice(1, 5)).toEqual([
    "ReasoningStarted",
    "ReasoningContentDelta",
    "ReasoningCompleted",
    "RunContent Yes",
  ]);
  expect(reasoningContent).toBe("Hm");
});

test("empty deltas are not told", async () => {
  const { agent } = scripted([says(["", "Hello", ""])]);

  const { events } = await agent.run("Hi");

  expect(events.filter((event) => event.event === "RunContent")).toHaveLength(1);
});

test("a refusal, pictures and sound of the model are in the message and the output", async () => {
  const audio = { id: "a", transcript: "Hello" };
  const images = [{ url: "https://example.org/a.png" }];
  const { agent } = scripted([{ refusal: "No.", audio, images }]);

  const output = await agent.run("Hi");

  expect(output).toMatchObject({ images, responseAudio: audio });
  expect(output.messages.at(-1)).toMatchObject({ role: "assistant", refusal: "No.", audio, images });
});

test("a model that throws before it gives a promise fails the run, not the process", async () => {
  const careless: Model = {
    id: "m",
    provider: "p",
    respond: () => {
      throw new Error("not even a promise");
    },
  };

  expect(await new Agent({ model: careless }).runStream("Hi").output).toMatchObject({ errorCode: "INTERNAL" });
});

test("what the model is asked with stays as it is while the run goes on", async () => {
  const lengths: number[] = [];
  const { agent } = scripted(
    (request, index) => {
      lengths.push(request.messages.length, request.messages.toArray().length, [...request.messages].length);
      expect(request.messages.at(-1)?.role).toBe(index === 0 ? "user" : "tool");
      return index === 0 ? calls(call("echo", { text: "x" })) : "Done";
    },
    { tools: [echo] },
  );
  const views: { readonly length: number }[] = [];
  agent.events.on("ModelCallStarted", ({ messages }) => void (messages && views.push(messages)));

  await agent.run("Go");

  expect(lengths).toEqual([1, 1, 1, 3, 3, 3]);
  expect(views.map((view) => view.length)).toEqual([1, 3]);
});
