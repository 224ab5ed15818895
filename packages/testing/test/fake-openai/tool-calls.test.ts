import { describe, expect, it } from "vitest";
import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import type { FakeToolCall } from "../../src/fake-openai/script/fake-tool-call.ts";
import { complete, functionTool, hello, sdk, streamed } from "./sdk.ts";

const tools = [functionTool("get_weather"), functionTool("get_time")];
const toolCalls: FakeToolCall[] = [
  { id: "call_a", name: "get_weather", arguments: { city: "Zürich 😀" } },
  { id: "call_b", name: "get_time", arguments: { zone: "Asia/Tokyo" } },
];

const entries = (chunks: readonly ChatCompletionChunk[]) =>
  chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);

describe("tool calls", () => {
  it.each([1, 2, 7, 1000])("are put together by the vendor's helper from argument deltas of %i", async (chunkSize) => {
    await using server = await fakeOpenAI({ script: [reply({ toolCalls, chunkSize })] });
    const run = sdk(server).chat.completions.stream({ model: "gpt-4o", messages: hello, tools });
    const { choices } = await run.finalChatCompletion();
    expect(choices[0]?.finish_reason).toBe("tool_calls");
    expect(choices[0]?.message).toMatchObject({
      content: null,
      tool_calls: [
        { id: "call_a", type: "function", function: { name: "get_weather", arguments: '{"city":"Zürich 😀"}' } },
        { id: "call_b", type: "function", function: { name: "get_time", arguments: '{"zone":"Asia/Tokyo"}' } },
      ],
    });
  });

  it("open with id, type and name, and go on with their index and arguments only", async () => {
    await using server = await fakeOpenAI({ script: [reply({ toolCalls, chunkSize: 1000 })] });
    expect(entries(await streamed(server, { tools }))).toEqual([
      { index: 0, id: "call_a", type: "function", function: { name: "get_weather", arguments: "" } },
      { index: 0, function: { arguments: '{"city":"Zürich 😀"}' } },
      { index: 1, id: "call_b", type: "function", function: { name: "get_time", arguments: "" } },
      { index: 1, function: { arguments: '{"zone":"Asia/Tokyo"}' } },
    ]);
  });

  it("open in the first chunk when there is one call and nothing else", async () => {
    await using server = await fakeOpenAI({ script: [reply({ toolCalls: toolCalls.slice(0, 1) })] });
    const [first] = await streamed(server, { tools });
    expect(first?.choices[0]?.delta).toEqual({
      role: "assistant",
      content: null,
      refusal: null,
      tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "get_weather", arguments: "" } }],
    });
  });

  it("can come in turn, as some compatible servers send them", async () => {
    await using server = await fakeOpenAI({ script: [reply({ toolCalls, chunkSize: 10, interleave: true })] });
    const indexes = entries(await streamed(server, { tools })).map((entry) => entry.index);
    expect(indexes).toEqual([0, 1, 0, 1, 0, 1, 1]);
  });

  it("may carry arguments that are not JSON", async () => {
    const broken = { name: "get_time", arguments: '{"zone": ' };
    await using server = await fakeOpenAI({ script: [reply({ toolCalls: [broken] })] });
    const { choices } = await complete(server, { tools });
    expect(choices[0]?.message.tool_calls).toMatchObject([{ function: { arguments: '{"zone": ' } }]);
  });

  it("get ids that are unique in the server", async () => {
    const twice = reply({ toolCalls: [{ name: "get_time" }, { name: "get_time" }] });
    await using server = await fakeOpenAI({ script: [twice, twice] });
    const replies = [await complete(server, { tools }), await complete(server, { tools })];
    const ids = replies.flatMap((each) => each.choices[0]?.message.tool_calls?.map((call) => call.id));
    expect(new Set(ids).size).toBe(4);
  });

  it("stand beside text, which comes first", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Let me look.", toolCalls })] });
    const run = sdk(server).chat.completions.stream({ model: "gpt-4o", messages: hello, tools });
    const message = await run.finalMessage();
    expect(message.content).toBe("Let me look.");
    expect(message.tool_calls).toHaveLength(2);
  });

  it("can be given as exact deltas, for servers with habits of their own", async () => {
    const whole = { index: 0, id: "x", type: "function", function: { name: "get_time", arguments: "{}" } };
    const deltas = [{ role: "assistant", content: null, tool_calls: [whole] }];
    await using server = await fakeOpenAI({ script: [reply({ deltas, finishReason: "tool_calls" })] });
    const chunks = await streamed(server, { tools });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta)).toEqual([...deltas, {}, undefined]);
  });
});
