import { expect, test } from "vitest";
import { OpenAIChat } from "../../src/index.ts";
import { ask, requestOf } from "../ask.ts";
import { fakeOpenAI, reply } from "../vendor.ts";

test("the listener hears the text as it comes, and the reply holds all of it", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: ["Bon", "jour ", "à tous"] })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.text).toEqual(["Bon", "jour ", "à tous"]);
  expect(answer.reply).toMatchObject({ content: "Bonjour à tous", finishReason: "stop", toolCalls: [] });
});

test.each(["reasoning_content", "reasoning"] as const)("reasoning in the field %s is heard apart", async (field) => {
  const script = [reply({ reasoning: ["Let me ", "think."], reasoningField: field, text: "42" })];
  await using server = await fakeOpenAI({ script });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reasoning).toEqual(["Let me ", "think."]);
  expect(answer.text.join("")).toBe("42");
  expect(answer.reply.reasoning).toEqual([{ text: "Let me think." }]);
});

test("usage says what was cached, written, thought and spoken", async () => {
  const usage = { promptTokens: 100, completionTokens: 50, cachedTokens: 80, cacheWriteTokens: 5, reasoningTokens: 30 };
  const script = [reply({ text: "x", usage: { ...usage, promptAudioTokens: 4, completionAudioTokens: 6 } })];
  await using server = await fakeOpenAI({ script });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply.usage).toEqual({
    inputTokens: 100,
    outputTokens: 50,
    totalTokens: 150,
    cacheReadTokens: 80,
    cacheWriteTokens: 5,
    reasoningTokens: 30,
    audioInputTokens: 4,
    audioOutputTokens: 6,
  });
});

test("usage that comes with the last delta is read too", async () => {
  const script = [reply({ text: "x", usage: { promptTokens: 3, completionTokens: 1 }, usageIn: "finish-chunk" })];
  await using server = await fakeOpenAI({ script });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply.usage).toMatchObject({ inputTokens: 3, outputTokens: 1, totalTokens: 4 });
});

test("a server that sends no usage leaves it unknown", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "x", usage: null })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply).not.toHaveProperty("usage");
});

test("reasoning that a vendor counts beside the output is counted into it", async () => {
  const usage = { promptTokens: 10, completionTokens: 5, reasoningTokens: 20, totalTokens: 35 };
  await using server = await fakeOpenAI({ script: [reply({ text: "x", usage })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply.usage).toMatchObject({ inputTokens: 10, outputTokens: 25, totalTokens: 35 });
});

test.each([
  ["stop", "stop"],
  ["length", "length"],
  ["content_filter", "filter"],
] as const)("the finish reason %s is called %s", async (said, called) => {
  await using server = await fakeOpenAI({ script: [reply({ text: "x", finishReason: said })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply.finishReason).toBe(called);
});

test("a refusal stands apart from the text", async () => {
  await using server = await fakeOpenAI({ script: [reply({ refusal: ["I will ", "not."] })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.text).toEqual([]);
  expect(answer.reply).toMatchObject({ content: "", refusal: "I will not.", finishReason: "stop" });
});

test("an empty answer is an answer", async () => {
  await using server = await fakeOpenAI({ script: [reply({})] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply).toMatchObject({ content: "", toolCalls: [], finishReason: "stop" });
});

test("sound is put together with its transcript", async () => {
  const audio = { data: btoa("0123456789"), transcript: "Ten digits", id: "audio_1", expiresAt: 1_900_000_000 };
  await using server = await fakeOpenAI({ script: [reply({ audio })] });
  const wanted = { modalities: ["text", "audio"], audio: { voice: "alloy", format: "pcm16" } };
  const answer = await ask(new OpenAIChat({ id: "gpt-4o-audio-preview", baseURL: server.baseURL }), {
    providerOptions: { openai: wanted },
  });
  expect(answer.reply.audio).toEqual({
    content: btoa("0123456789"),
    transcript: "Ten digits",
    id: "audio_1",
    expiresAt: 1_900_000_000,
    format: "pcm16",
    mimeType: "audio/pcm",
  });
});

test("a slow listener is waited for before the next delta", async () => {
  await using server = await fakeOpenAI({ script: [reply({ reasoning: ["a"], text: ["b", "c"] })] });
  const log: string[] = [];
  const slow = async (delta: string): Promise<void> => {
    log.push(`${delta} begins`);
    await new Promise(setImmediate);
    log.push(`${delta} ends`);
  };
  await new OpenAIChat({ baseURL: server.baseURL }).respond(requestOf({}), { text: slow, reasoning: slow });
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});
