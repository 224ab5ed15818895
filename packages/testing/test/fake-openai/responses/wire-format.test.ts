import { expect, it } from "vitest";
import { fakeOpenAI } from "../../../src/fake-openai/fake-openai.ts";
import type { FakeOpenAI } from "../../../src/fake-openai/fake-openai.ts";
import { reply } from "../../../src/fake-openai/script/reply.ts";
import { streamError } from "../../../src/fake-openai/script/stream-error.ts";
import { failureOf, sdk } from "../sdk.ts";

const now = () => 1_790_000_000_123;

async function post(server: FakeOpenAI, body: object): Promise<Response> {
  return fetch(`${server.baseURL}/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-5", input: "Hi", ...body }),
  });
}

it("a stream is, event for event, what the vendor sends", async () => {
  await using server = await fakeOpenAI({ now, script: [reply({ text: "Hi" })] });
  const response = await post(server, { stream: true, stream_options: { include_obfuscation: false } });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const frames = (await response.text()).trimEnd().split("\n\n");
  const at = '"item_id":"msg_fake00000000000000","output_index":0,"content_index":0';
  const text = (said: string) => `{"type":"output_text","annotations":[],"logprobs":[],"text":"${said}"}`;
  const item = (status: string, content: string) =>
    `{"id":"msg_fake00000000000000","type":"message","status":"${status}","content":[${content}],"role":"assistant"}`;
  expect(frames.slice(2, -1)).toEqual(
    [
      `{"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":${item("in_progress", "")}}`,
      `{"type":"response.content_part.added","sequence_number":3,${at},"part":${text("")}}`,
      `{"type":"response.output_text.delta","sequence_number":4,${at},"logprobs":[],"delta":"Hi"}`,
      `{"type":"response.output_text.done","sequence_number":5,${at},"logprobs":[],"text":"Hi"}`,
      `{"type":"response.content_part.done","sequence_number":6,${at},"part":${text("Hi")}}`,
      `{"type":"response.output_item.done","sequence_number":7,"output_index":0,"item":${item("completed", text("Hi"))}}`,
    ].map((data) => `event: ${JSON.parse(data).type}\ndata: ${data}`),
  );
  expect(frames[0]).toMatch(/^event: response\.created\ndata: .*"status":"in_progress".*"usage":null/);
  expect(frames.at(-1)).toMatch(/^event: response\.completed\ndata: .*"status":"completed".*"output_tokens":1/);
});

it("the vendor's own client puts the same response together from a stream as it gets whole", async () => {
  const said = reply({
    output: [
      { type: "reasoning", summary: ["First I look.", "Then I ask."] },
      { type: "message", text: "One moment.", phase: "commentary" },
      { type: "reasoning" },
      { type: "function_call", id: "call_a", name: "now", arguments: { zone: "UTC" } },
      { type: "other", item: { type: "web_search_call", id: "ws_1", status: "completed" } },
    ],
    usage: { promptTokens: 20, completionTokens: 9, cachedTokens: 5, reasoningTokens: 4 },
  });
  await using server = await fakeOpenAI({ now, script: [said, { ...said }] });
  const params = { model: "gpt-5", input: "Hi", store: false };
  const { id: _id, output_text: _text, ...whole } = await sdk(server).responses.create(params);
  const { id, ...streamed } = await sdk(server).responses.stream(params).finalResponse();

  expect(id).toBe("resp_fake0000000001");
  const unnumbered = (value: unknown): string => JSON.stringify(value).replaceAll(/_fake\d{10}/g, "_fake");
  expect(JSON.parse(unnumbered(streamed))).toMatchObject(JSON.parse(unnumbered(whole)));
  expect(whole.usage).toEqual({
    input_tokens: 20,
    input_tokens_details: { cached_tokens: 5, cache_write_tokens: 0 },
    output_tokens: 9,
    output_tokens_details: { reasoning_tokens: 4 },
    total_tokens: 29,
  });
});

it("thoughts come sealed to those who ask for it", async () => {
  const thoughtful = reply({ reasoning: "Hm.", text: "Yes." });
  await using server = await fakeOpenAI({ script: [thoughtful, thoughtful] });
  const ask = async (body: object): Promise<unknown> =>
    ((await (await post(server, body)).json()) as { output: unknown[] }).output[0];
  expect(await ask({ include: ["reasoning.encrypted_content"] })).toMatchObject({
    encrypted_content: expect.stringMatching(/^gAAAAAB/),
  });
  expect(await ask({})).not.toHaveProperty("encrypted_content");
});

it.each([
  ["length", "max_output_tokens"],
  ["content_filter", "content_filter"],
] as const)("an answer that ended for %s is incomplete", async (finishReason, reason) => {
  await using server = await fakeOpenAI({ script: [reply({ text: "Once", finishReason })] });
  const body: unknown = await (await post(server, {})).json();
  expect(body).toMatchObject({ status: "incomplete", incomplete_details: { reason } });
});

it("an error in a stream is an event of its own, or a response that failed", async () => {
  const error = { code: "rate_limit_exceeded", message: "Slow down." };
  const script = [
    streamError({ text: "Once", afterChunks: 5, error }),
    streamError({ text: "Once", afterChunks: 2, error, errorEvent: "response.failed" }),
  ];
  await using server = await fakeOpenAI({ script });
  const last = async (): Promise<string | undefined> =>
    (await (await post(server, { stream: true })).text()).trimEnd().split("\n\n").at(-1);
  expect(await last()).toBe(
    'event: error\ndata: {"type":"error","sequence_number":5,"code":"rate_limit_exceeded","message":"Slow down.","param":null}',
  );
  expect(await last()).toMatch(
    /^event: response\.failed\ndata: .*"status":"failed".*"error":\{"code":"rate_limit_exceeded","message":"Slow down\."\}/,
  );
});

it("a model that there is not, and a wrong key, are refused as in a chat", async () => {
  await using server = await fakeOpenAI({ models: ["gpt-5"], apiKey: "sk-right" });
  const ask = async (model: string, apiKey: string): Promise<unknown> =>
    failureOf(sdk(server, { apiKey }).responses.create({ model, input: "Hi" }));
  expect(await ask("gpt-9", "sk-right")).toMatchObject({ status: 404, code: "model_not_found" });
  expect(await ask("gpt-5", "sk-wrong")).toMatchObject({ status: 401, code: "invalid_api_key" });
});

it("a reply that has items and words besides is refused", () => {
  expect(() => reply({ text: "Hi", output: [] })).toThrow(/output beside text/);
});
