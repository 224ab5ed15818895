import type { Message, ToolDefinition } from "@definable/spec";
import { expect, test } from "vitest";
import { z } from "zod";
import { offlineModel } from "../src/offline-model/offline-model.ts";
import { callsFor, definition, reply, requestOf } from "./support/model-request.ts";

const weather = definition("get_weather", "Current weather in a city.", { city: z.string() });
const timer = definition("set_timer", "Start a timer.", { minutes: z.number() });
const tools: readonly ToolDefinition[] = [weather, timer];
const asks = (content: string): Message => ({ role: "user", content });

/** A call and its result. */
function called(call: { id?: string; name: string; args: object }, result: string): readonly Message[] {
  const { id = "1", name, args } = call;
  return [
    { role: "assistant", content: "", toolCalls: [{ id, name, arguments: JSON.stringify(args) }] },
    { role: "tool", toolCallId: id, toolName: name, content: result },
  ];
}

test("two things asked for in one sentence are two calls in one reply", async () => {
  expect(await callsFor("What is the weather in Oslo, and set a timer for 5 minutes", tools)).toEqual([
    ["get_weather", { city: "Oslo" }],
    ["set_timer", { minutes: 5 }],
  ]);
});

test("the same tool is called twice when two values are given", async () => {
  expect(await callsFor("What's the weather like in Paris and Rome?", tools)).toEqual([
    ["get_weather", { city: "Paris" }],
    ["get_weather", { city: "Rome" }],
  ]);
});

test("without parallel calls the second follows in the next reply", async () => {
  const question = asks("What is the weather in Oslo, and set a timer for 5 minutes");
  const settings = { parallelToolCalls: false };

  const first = await reply(requestOf([question], tools, { settings }));
  const second = await reply(
    requestOf([question, ...called({ name: "get_weather", args: { city: "Oslo" } }, "snow")], tools, { settings }),
  );

  expect(first.toolCalls.map((call) => call.name)).toEqual(["get_weather"]);
  expect(second.toolCalls.map((call) => call.name)).toEqual(["set_timer"]);
});

test("the answer is what the tools said, in small deltas", async () => {
  const messages = [
    asks("What is the weather in Oslo?"),
    ...called({ name: "get_weather", args: { city: "Oslo" } }, '{"sky":"clear","degrees":-3}'),
  ];

  const { content, deltas, toolCalls } = await reply(requestOf(messages, tools));

  expect(content).toBe("sky: clear, degrees: -3");
  expect(deltas.join("")).toBe(content);
  expect(deltas.length).toBe(4);
  expect(toolCalls).toEqual([]);
});

test("a part without a tool is named in the answer", async () => {
  const messages = [
    asks("What is the weather in Oslo, and who won the race?"),
    ...called({ name: "get_weather", args: { city: "Oslo" } }, "snow"),
  ];

  expect((await reply(requestOf(messages, tools))).content).toBe('snow\nFor "who won the race?" I have no tool.');
});

test("when nothing fits it says what it is and what the tools do", async () => {
  const { content, toolCalls } = await reply(requestOf([asks("Tell me a joke")], tools));

  expect(toolCalls).toEqual([]);
  expect(content).toContain("I am not a language model");
  expect(content).toContain("- Current weather in a city.\n- Start a timer.");
});

test("when only an argument is missing it asks for that", async () => {
  expect((await reply(requestOf([asks("Start a timer")], tools))).content).toContain('It needs "minutes"');
});

test("call ids stay unique over a conversation", async () => {
  const first = await reply(requestOf([asks("weather in Oslo")], tools));
  const [call] = first.toolCalls;
  const history = [
    asks("weather in Oslo"),
    ...called({ id: call?.id ?? "", name: "get_weather", args: { city: "Oslo" } }, "snow"),
    asks("and in Rome?"),
  ];

  const second = await reply(requestOf(history, tools));

  expect(second.toolCalls).toEqual([expect.objectContaining({ name: "get_weather", arguments: '{"city":"Rome"}' })]);
  expect(second.toolCalls[0]?.id).not.toBe(call?.id);
});

test("a tool choice is kept to", async () => {
  const question = [asks("What is the weather in Oslo, and set a timer for 5 minutes")];

  const none = await reply(requestOf(question, tools, { settings: { toolChoice: "none" } }));
  const one = await reply(requestOf(question, tools, { settings: { toolChoice: { name: "set_timer" } } }));

  expect(none.toolCalls).toEqual([]);
  expect(one.toolCalls.map((call) => call.name)).toEqual(["set_timer"]);
});

test("a shape of the answer is refused in words", async () => {
  const outputFormat = { name: "answer", schema: { type: "object" } };

  await expect(reply(requestOf([asks("hello")], tools, { outputFormat }))).rejects.toMatchObject({
    code: "MODEL_BAD_REQUEST",
  });
});

test("an abort ends a streamed answer at once", async () => {
  const abort = new AbortController();
  const said: string[] = [];
  const text = (delta: string) => {
    said.push(delta);
    // After the model has begun to wait for its next word, which would be an hour away.
    setImmediate(() => abort.abort(new Error("enough")));
  };
  const request = requestOf([asks("Tell me a joke")], tools, { signal: abort.signal });

  await expect(
    offlineModel({ pauseMs: 3_600_000 }).respond(request, { text, reasoning: () => undefined }),
  ).rejects.toThrow("enough");
  expect(said).toHaveLength(1);
});

test("a slow listener is waited for", async () => {
  const order: string[] = [];
  const text = async (delta: string) => {
    order.push(`begin ${delta.trim()}`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`end ${delta.trim()}`);
  };
  const messages = [asks("weather in Oslo"), ...called({ name: "get_weather", args: { city: "Oslo" } }, "light snow")];

  await offlineModel({ pauseMs: 0 }).respond(requestOf(messages, tools), { text, reasoning: () => undefined });

  expect(order).toEqual(["begin light", "end light", "begin snow", "end snow"]);
});

test("a question of any length is read in bounded time", async () => {
  const texts = [
    "word ".repeat(20_000),
    "(".repeat(50_000),
    "a file and ".repeat(9_000),
    "1+".repeat(50_000),
    '"'.repeat(9_999),
  ];

  const replies = await Promise.all(texts.map((text) => reply(requestOf([asks(text)], tools))));

  expect(replies.map(({ finishReason }) => finishReason)).toEqual(texts.map(() => "stop"));
});
