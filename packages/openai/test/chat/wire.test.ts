import { expect, test } from "vitest";
import { OpenAIChat } from "../../src/index.ts";
import { ask } from "../ask.ts";
import { fakeOpenAI, raw, reply } from "../vendor.ts";

const said = "Grüße aus 東京 🗼";
const toolCalls = [{ id: "call_1", name: "note", arguments: { text: said } }];

test.each([
  ["one byte a write", { bytesPerWrite: 1 }],
  ["CRLF line ends", { lineEnd: "\r\n" }],
  ["a byte order mark", { byteOrderMark: true }],
  ["comments between the events", { comments: true }],
  ["no space after data:", { space: false }],
  ["no [DONE] at the end", { done: false }],
  ["no honest content type", { contentType: "text/plain" }],
] as const)("a stream with %s reads the same", async (_name, wire) => {
  await using server = await fakeOpenAI({ script: [reply({ text: said, toolCalls, wire })] });
  const { reply: answer } = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.content).toBe(said);
  expect(answer.toolCalls).toEqual([{ id: "call_1", name: "note", arguments: JSON.stringify({ text: said }) }]);
});

test("the same answer without streaming gives the same reply, and is heard once", async () => {
  const options = { text: said, reasoning: "Hm.", toolCalls, usage: { promptTokens: 9, completionTokens: 4 } };
  await using server = await fakeOpenAI({ script: [reply(options), reply(options)] });
  const model = new OpenAIChat({ baseURL: server.baseURL });
  const streamed = await ask(model);
  const whole = await ask(model, { settings: { stream: false } });
  expect(whole.reply).toEqual(streamed.reply);
  expect(whole.text).toEqual([said]);
  expect(whole.reasoning).toEqual(["Hm."]);
  expect(server.requests[1]?.body).toMatchObject({ stream: false });
});

test("a server that answers whole though asked to stream is understood", async () => {
  const body = { id: "x", choices: [{ index: 0, message: { role: "assistant", content: "Whole." } }] };
  const headers = { "content-type": "application/json; charset=utf-8" };
  await using server = await fakeOpenAI({ script: [raw({ headers, body: JSON.stringify(body) })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.text).toEqual(["Whole."]);
  expect(answer.reply).toMatchObject({ content: "Whole.", finishReason: "stop" });
});

test("fields that compatible servers leave out or fill with null do no harm", async () => {
  const chunks = [
    { choices: [] },
    { id: null, choices: null, usage: null },
    { choices: [{ index: 0, delta: null, finish_reason: null }] },
    { choices: [{ delta: { content: null, reasoning: null, tool_calls: null } }] },
    { choices: [{ delta: { content: "Hi" } }] },
    { choices: [{ delta: {}, finish_reason: "stop", usage: { prompt_tokens: 2, prompt_cache_hit_tokens: 1 } }] },
  ];
  const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  await using server = await fakeOpenAI({ script: [raw({ headers: { "content-type": "text/event-stream" }, body })] });
  const answer = await ask(new OpenAIChat({ baseURL: server.baseURL }));
  expect(answer.reply).toEqual({
    content: "Hi",
    toolCalls: [],
    finishReason: "stop",
    usage: { inputTokens: 2, outputTokens: 0, totalTokens: 2, cacheReadTokens: 1 },
  });
});
