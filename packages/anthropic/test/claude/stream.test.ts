import { expect, test } from "vitest";
import { Claude } from "../../src/index.ts";
import { ask, requestOf } from "../ask.ts";
import { fakeAnthropic, raw, reply } from "../vendor.ts";

test("the listener hears the text as it comes, and the reply holds all of it", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: ["Bon", "jour ", "à tous"] })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.text).toEqual(["Bon", "jour ", "à tous"]);
  expect(answer.reply).toMatchObject({ content: "Bonjour à tous", finishReason: "stop", toolCalls: [] });
});

test("several texts are one, in their order", async () => {
  const content = [
    { type: "text", text: "One, " },
    { type: "text", text: "two." },
  ] as const;
  await using server = await fakeAnthropic({ script: [reply({ content }), reply({ content })] });
  const model = new Claude({ baseURL: server.baseURL });
  expect((await ask(model)).reply.content).toBe("One, two.");
  expect((await ask(model, { settings: { stream: false } })).text).toEqual(["One, ", "two."]);
});

test("usage says what was cached, written and thought, each inside its sum", async () => {
  const usage = {
    inputTokens: 15,
    cacheReadTokens: 80,
    cacheCreationTokens: 5,
    outputTokens: 50,
    thinkingTokens: 30,
  };
  await using server = await fakeAnthropic({ script: [reply({ text: "x", usage })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reply.usage).toEqual({
    inputTokens: 100,
    outputTokens: 50,
    totalTokens: 150,
    cacheReadTokens: 80,
    cacheWriteTokens: 5,
    reasoningTokens: 30,
  });
});

test("a server that sends no usage leaves it unknown", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "x", usage: null })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reply).not.toHaveProperty("usage");
});

test.each([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "filter"],
] as const)("the stop reason %s is called %s", async (said, called) => {
  await using server = await fakeAnthropic({ script: [reply({ text: "x", stopReason: said })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reply.finishReason).toBe(called);
});

test("a refusal is told with the vendor's explanation, apart from the text", async () => {
  const refusal = { category: "bio", explanation: "It could harm." };
  await using server = await fakeAnthropic({ script: [reply({ text: "I", refusal })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reply).toMatchObject({ content: "I", refusal: "It could harm.", finishReason: "filter" });
});

test("parallel calls are put together, and one without arguments has an empty object", async () => {
  const toolCalls = [
    { id: "toolu_a", name: "weather", arguments: { city: "Paris" } },
    { id: "toolu_b", name: "now", argumentDeltas: [] },
  ];
  await using server = await fakeAnthropic({ script: [reply({ text: "I look.", toolCalls, chunkSize: 3 })] });
  const { reply: answer } = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.toolCalls).toEqual([
    { id: "toolu_a", name: "weather", arguments: '{"city":"Paris"}' },
    { id: "toolu_b", name: "now", arguments: "{}" },
  ]);
  expect(answer.finishReason).toBe("toolCalls");
});

test.each(["max_tokens", "refusal"] as const)(
  "of an answer that ends with %s, a call half-way is left out",
  async (stopReason) => {
    const toolCalls = [
      { name: "a", id: "toolu_a" },
      { name: "pay", argumentDeltas: ['{"amount": 10'] },
    ];
    await using server = await fakeAnthropic({ script: [reply({ toolCalls, stopReason })] });
    const { reply: answer } = await ask(new Claude({ baseURL: server.baseURL }));
    expect(answer.toolCalls).toEqual([{ id: "toolu_a", name: "a", arguments: "{}" }]);
  },
);

test("a slow listener is waited for before the next delta", async () => {
  await using server = await fakeAnthropic({ script: [reply({ thinking: ["a"], text: ["b", "c"] })] });
  const log: string[] = [];
  const slow = async (delta: string): Promise<void> => {
    log.push(`${delta} begins`);
    await new Promise(setImmediate);
    log.push(`${delta} ends`);
  };
  await new Claude({ baseURL: server.baseURL }).respond(requestOf({}), { text: slow, reasoning: slow });
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("a model that thinks without showing it is heard to be at work", async () => {
  const content = [
    { type: "thinking", thinking: "" },
    { type: "text", text: "Yes." },
  ] as const;
  await using server = await fakeAnthropic({ script: [reply({ content, pings: 5 })] });
  let progress = 0;
  const listener = { text: () => undefined, reasoning: () => undefined, progress: () => void (progress += 1) };
  await new Claude({ baseURL: server.baseURL }).respond(requestOf({}), listener);
  expect(progress).toBeGreaterThanOrEqual(5);
});

test.each([
  ["one byte a write", { bytesPerWrite: 1 }],
  ["CRLF line ends", { lineEnd: "\r\n" }],
  ["a byte order mark", { byteOrderMark: true }],
  ["comments between the events", { comments: true }],
  ["no honest content type", { contentType: "text/plain" }],
] as const)("a stream with %s reads the same", async (_name, wire) => {
  const said = "Grüße aus 東京 🗼";
  const toolCalls = [{ id: "toolu_1", name: "note", arguments: { text: said } }];
  await using server = await fakeAnthropic({ script: [reply({ text: said, toolCalls, wire })] });
  const { reply: answer } = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.content).toBe(said);
  expect(answer.toolCalls[0]?.arguments).toBe(JSON.stringify({ text: said }));
});

test("a server that answers whole though asked to stream is understood", async () => {
  const body = JSON.stringify({ content: [{ type: "text", text: "Whole." }] });
  const headers = { "content-type": "application/json; charset=utf-8" };
  await using server = await fakeAnthropic({ script: [raw({ headers, body })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.text).toEqual(["Whole."]);
  expect(answer.reply).toEqual({ content: "Whole.", toolCalls: [], finishReason: "stop" });
});

test("fields that compatible servers leave out, and events without a name, do no harm", async () => {
  const events = [
    { type: "message_start", message: null },
    { type: "content_block_start", index: 0, content_block: { type: "text" } },
    { type: "content_block_delta", delta: { type: "text_delta", text: "Hi" } },
    { type: "content_block_delta", index: 7, delta: { type: "text_delta", text: "lost" } },
    { type: "something_new" },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } },
  ];
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  await using server = await fakeAnthropic({
    script: [raw({ headers: { "content-type": "text/event-stream" }, body })],
  });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.text).toEqual(["Hi"]);
  expect(answer.reply).toEqual({
    content: "Hi",
    toolCalls: [],
    finishReason: "stop",
    usage: { inputTokens: 0, outputTokens: 2, totalTokens: 2 },
  });
});
