import { expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import type { FakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { streamError } from "../../src/fake-anthropic/script/stream-error.ts";

async function post(server: FakeAnthropic, body: object): Promise<Response> {
  return fetch(`${server.baseURL}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "anthropic-version": "2026-10-21" },
    body: JSON.stringify({
      model: "claude-opus-5-5",
      max_tokens: 100,
      messages: [{ role: "user", content: "Hi" }],
      ...body,
    }),
  });
}

const counts = (output: number, more: string): string =>
  '"usage":{"input_tokens":8,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,' +
  `"output_tokens":${output},"output_tokens_details":null,"server_tool_use":null${more}}`;
const opened =
  ',"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},"service_tier":"standard",' +
  '"inference_geo":"global","speed":"standard"';

it("a stream is, byte for byte, what the vendor sends", async () => {
  await using server = await fakeAnthropic({
    script: [reply({ text: "Hi", usage: { inputTokens: 8, outputTokens: 4 } })],
  });
  const response = await post(server, { stream: true });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("request-id")).toBe("req_fake0000000000");
  expect((await response.text()).split("\n")).toEqual([
    "event: message_start",
    'data: {"type":"message_start","message":{"id":"msg_fake0000000000","type":"message","role":"assistant",' +
      '"model":"claude-opus-5-5","container":null,"diagnostics":null,"content":[],"stop_reason":null,' +
      `"stop_sequence":null,"stop_details":null,${counts(1, opened)}}}`,
    "",
    "event: content_block_start",
    'data: {"type":"content_block_start","index":0,"content_block":{"type":"text","citations":null,"text":""}}',
    "",
    "event: ping",
    'data: {"type":"ping"}',
    "",
    "event: content_block_delta",
    'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}',
    "",
    "event: content_block_stop",
    'data: {"type":"content_block_stop","index":0}',
    "",
    "event: message_delta",
    'data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,"stop_details":null,' +
      `"container":null},${counts(4, "")}}`,
    "",
    "event: message_stop",
    'data: {"type":"message_stop"}',
    "",
    "",
  ]);
});

it("an error in the middle of a stream is an event of its own", async () => {
  await using server = await fakeAnthropic({ script: [streamError({ text: "Hi", afterChunks: 1 })] });
  const events = (await (await post(server, { stream: true })).text()).split("\n\n");
  expect(events[1]).toBe(
    'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},' +
      '"request_id":"req_fake0000000000"}',
  );
  expect(events).toHaveLength(3);
});

it("an unstreamed reply is the document that the vendor sends", async () => {
  await using server = await fakeAnthropic({
    script: [reply({ thinking: "Hm.", text: "Hi", usage: { inputTokens: 8, outputTokens: 4, thinkingTokens: 2 } })],
  });
  const response = await post(server, {});
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({
    id: "msg_fake0000000000",
    type: "message",
    role: "assistant",
    model: "claude-opus-5-5",
    container: null,
    diagnostics: null,
    content: [
      { type: "thinking", thinking: "Hm.", signature: expect.stringMatching(/^EfAkE[0-9a-f]{48}$/) },
      { type: "text", text: "Hi", citations: null },
    ],
    stop_reason: "end_turn",
    stop_sequence: null,
    stop_details: null,
    usage: {
      input_tokens: 8,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 4,
      output_tokens_details: { thinking_tokens: 2 },
      server_tool_use: null,
      service_tier: "standard",
      inference_geo: "global",
      speed: "standard",
    },
  });
});
