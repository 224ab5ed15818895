import { describe, expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import type { ReplyOptions } from "../../src/fake-anthropic/script/reply.ts";
import { accumulated, complete, openStream } from "./sdk.ts";

const search = { name: "search", id: "toolu_1", arguments: { q: "tea" } };

const citation = {
  type: "char_location",
  cited_text: "Tea",
  document_index: 0,
  start_char_index: 0,
  end_char_index: 3,
};

const SCENARIOS: readonly [string, ReplyOptions][] = [
  ["a text", { text: "Grüße, 世界 😀!" }],
  ["nothing", {}],
  ["a text in given pieces", { text: ["Hel", "lo"] }],
  ["thinking and a text", { thinking: "Let me see.", text: "Yes." }],
  [
    "thinking that is not shown",
    {
      content: [
        { type: "thinking", thinking: "" },
        { type: "text", text: "Yes." },
      ],
    },
  ],
  [
    "hidden thinking",
    {
      content: [
        { type: "redacted_thinking", data: "EmwK" },
        { type: "text", text: "Yes." },
      ],
    },
  ],
  ["two tool calls after a text", { text: "I look.", toolCalls: [search, { name: "now", id: "toolu_2" }] }],
  ["a tool call in single letters", { toolCalls: [search], chunkSize: 1 }],
  [
    "thinking between calls",
    {
      content: [
        { type: "thinking", thinking: "First." },
        { type: "tool_use", ...search },
        { type: "thinking", thinking: "Then." },
        { type: "tool_use", name: "now", id: "toolu_2" },
      ],
    },
  ],
  ["a block of the vendor's own", { content: [{ type: "other", block: { type: "container_upload", file_id: "f" } }] }],
  ["a text that says where it is from", { content: [{ type: "text", text: "Tea.", citations: [citation] }] }],
  ["an end at a stop sequence", { text: "One,", stopSequence: "two" }],
  ["too little room", { text: "Once upon", stopReason: "max_tokens" }],
  ["a pause", { text: "I go on", stopReason: "pause_turn" }],
  ["a refusal", { text: "I", refusal: { category: "cyber", explanation: "It could harm." } }],
  ["usage", { text: "x", usage: { inputTokens: 5, cacheReadTokens: 3, cacheCreationTokens: 2, thinkingTokens: 1 } }],
];

describe("the vendor's client reads the same streamed and not", () => {
  it.each(SCENARIOS)("%s", async (_what, options) => {
    // The estimate of the prompt differs by a word: the request says whether it wants a stream.
    const step = reply({ ...options, id: "msg_1", usage: { inputTokens: 7, outputTokens: 9, ...options.usage } });
    await using server = await fakeAnthropic({ script: [step, step] });
    const streamed = await accumulated(server);
    const whole = await complete(server);
    expect(streamed.content).toEqual(whole.content);
    expect(streamed).toMatchObject({
      stop_reason: whole.stop_reason,
      stop_sequence: whole.stop_sequence,
      stop_details: whole.stop_details,
    });
    expect(streamed.usage).toMatchObject({
      input_tokens: whole.usage.input_tokens,
      output_tokens: whole.usage.output_tokens,
      cache_read_input_tokens: whole.usage.cache_read_input_tokens,
      cache_creation_input_tokens: whole.usage.cache_creation_input_tokens,
    });
    server.assertDone();
  });
});

it("a call is asked for in the vendor's words", async () => {
  await using server = await fakeAnthropic({ script: [reply({ toolCalls: [search] })] });
  const message = await accumulated(server);
  expect(message.content).toEqual([
    { type: "tool_use", id: "toolu_1", name: "search", input: { q: "tea" }, caller: { type: "direct" } },
  ]);
  expect(message.stop_reason).toBe("tool_use");
});

it("the deltas are those that the test gives", async () => {
  await using server = await fakeAnthropic({
    script: [reply({ toolCalls: [{ name: "search", argumentDeltas: ['{"q"', ':"tea"}'] }] })],
  });
  const pieces: string[] = [];
  for await (const event of await openStream(server)) {
    if (event.type === "content_block_delta" && event.delta.type === "input_json_delta") {
      pieces.push(event.delta.partial_json);
    }
  }
  expect(pieces).toEqual(["", '{"q"', ':"tea"}']);
});

it.each([
  [{ text: "a", json: {} }, "both text and json"],
  [{ text: "a", content: [] }, "content is all"],
  [{ chunkSize: 0 }, "chunkSize 0"],
])("a reply cannot be %j", (options, words) => {
  expect(() => reply(options)).toThrow(words);
});
