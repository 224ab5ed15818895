import { expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import type { FakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";

const now = () => 1_790_000_000_123;

async function post(server: FakeOpenAI, body: object): Promise<Response> {
  return fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: "Hi" }], ...body }),
  });
}

it("a stream is, byte for byte, what the vendor sends", async () => {
  await using server = await fakeOpenAI({ now, script: [reply({ text: "Hi", usage: { promptTokens: 8 } })] });
  const response = await post(server, {
    stream: true,
    stream_options: { include_usage: true, include_obfuscation: false },
  });
  const head =
    '{"id":"chatcmpl-fake0000000000","object":"chat.completion.chunk","created":1790000000,"model":"gpt-4o",' +
    '"service_tier":"default","system_fingerprint":"fp_fake000000","choices":';
  const choice = (delta: string, reason: string) =>
    `[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${reason}}]`;
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("x-request-id")).toBe("req_fake0000000000");
  expect((await response.text()).split("\n")).toEqual([
    `data: ${head}${choice('{"role":"assistant","content":"","refusal":null}', "null")},"usage":null}`,
    "",
    `data: ${head}${choice('{"content":"Hi"}', "null")},"usage":null}`,
    "",
    `data: ${head}${choice("{}", '"stop"')},"usage":null}`,
    "",
    `data: ${head}[],"usage":{"prompt_tokens":8,"completion_tokens":1,"total_tokens":9,` +
      '"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},' +
      '"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,' +
      '"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}',
    "",
    "data: [DONE]",
    "",
    "",
  ]);
});

it("deltas are padded against eavesdroppers unless the request declines", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "Hi" })] });
  const response = await post(server, { stream: true });
  expect((await response.text()).split("\n")[2]).toMatch(/"obfuscation":"x+"\}$/);
});

it("a stream of sound ends with its expiry, in a choice that has no finish reason", async () => {
  const audio = { data: "AAAA", transcript: "Hi", expiresAt: 1_800_000_000 };
  await using server = await fakeOpenAI({ script: [reply({ audio })] });
  const events = (await (await post(server, { stream: true })).text()).split("\n\n");
  expect(events.at(-3)).toContain('[{"index":0,"delta":{"audio":{"expires_at":1800000000}},"logprobs":null}]');
  expect(events.at(-2)).toBe("data: [DONE]");
});

it("an unstreamed reply is the document that the vendor sends", async () => {
  await using server = await fakeOpenAI({ now, script: [reply({ text: "Hi" })] });
  const response = await post(server, {});
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({
    id: "chatcmpl-fake0000000000",
    object: "chat.completion",
    created: 1_790_000_000,
    model: "gpt-4o",
    service_tier: "default",
    system_fingerprint: "fp_fake000000",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: "Hi", refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage: {
      prompt_tokens: 8,
      completion_tokens: 1,
      total_tokens: 9,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
  });
});

it("every part of an answer can be named by the test", async () => {
  const named = { id: "chatcmpl-7", model: "gpt-4o-2024-08-06", serviceTier: "flex", systemFingerprint: "fp_7" };
  await using server = await fakeOpenAI({ script: [reply({ ...named, text: "Hi" })] });
  const body: unknown = await (await post(server, {})).json();
  expect(body).toMatchObject({
    id: "chatcmpl-7",
    model: "gpt-4o-2024-08-06",
    service_tier: "flex",
    system_fingerprint: "fp_7",
  });
});
