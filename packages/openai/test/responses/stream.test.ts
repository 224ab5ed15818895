import { expect, test } from "vitest";
import { OpenAIResponses } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeOpenAI, raw, reply, streamError } from "../vendor.ts";

type Step = ReturnType<typeof reply> | ReturnType<typeof raw>;

async function answerOf(step: Step, question: Question = {}): ReturnType<typeof ask> {
  await using server = await fakeOpenAI({ script: [step] });
  return await ask(new OpenAIResponses({ baseURL: server.baseURL }), question);
}

/** A stream of a compatible server, which sends these events and no more. */
const events = (...list: readonly object[]): Step =>
  raw({
    headers: { "content-type": "text/event-stream" },
    body: list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""),
  });

const completed = (more: object = {}): object => ({
  type: "response.completed",
  response: { status: "completed", ...more },
});
const delta = (text: string, at = 0): object => ({ type: "response.output_text.delta", output_index: at, delta: text });

test("a refusal is kept apart from the text", async () => {
  const { reply: answer, text } = await answerOf(reply({ refusal: "I may not." }));
  expect(answer).toMatchObject({ content: "", refusal: "I may not.", finishReason: "stop" });
  expect(text).toEqual([]);
});

test("the words of two messages are one text", async () => {
  const output = [
    { type: "message", text: "One. ", phase: "commentary" },
    { type: "message", text: "Two.", phase: "final_answer" },
  ] as const;
  const { reply: answer } = await answerOf(reply({ output }));
  expect(answer.content).toBe("One. Two.");
});

test("a call that ran out of tokens half-way is no call", async () => {
  const toolCalls = [
    { name: "now", id: "call_1" },
    { name: "now", id: "call_2", arguments: '{"zone":' },
  ];
  const { reply: answer } = await answerOf(reply({ toolCalls, finishReason: "length" }));
  expect(answer).toMatchObject({ finishReason: "length", toolCalls: [{ id: "call_1" }] });
  expect(answer.toolCalls).toHaveLength(1);
});

test("a server that sends whole items, or the whole answer alone, is heard", async () => {
  const message = { type: "message", content: [{ type: "output_text", text: "Hi" }] };
  const thought = { type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: "Hm." }] };
  const items = [thought, message].map((item, index) => ({
    type: "response.output_item.done",
    output_index: index,
    item,
  }));
  for (const step of [events(...items, completed()), events(completed({ output: [thought, message] }))]) {
    const { reasoning, reply: answer, text } = await answerOf(step);
    expect({ text, reasoning }).toEqual({ text: ["Hi"], reasoning: ["Hm."] });
    expect(answer).toMatchObject({ content: "Hi", reasoning: [{ text: "Hm." }] });
    expect(answer.providerData).toBeUndefined();
  }
});

test("a server that sends deltas alone is heard, and a call without an id gets one", async () => {
  const item = { type: "function_call", name: "now", arguments: "" };
  const { reply: answer } = await answerOf(
    events(
      delta("Hi"),
      { type: "response.output_item.added", output_index: 1, item },
      { type: "response.function_call_arguments.delta", output_index: 1, delta: "{}" },
      completed(),
    ),
  );
  expect(answer).toMatchObject({ content: "Hi", finishReason: "toolCalls" });
  expect(answer.toolCalls).toEqual([
    { id: expect.stringMatching(/^call_[0-9a-f]{16}$/), name: "now", arguments: "{}" },
  ]);
});

test("calls of tools that nobody here can answer are left out", async () => {
  const item = { type: "custom_tool_call", id: "ctc_1", call_id: "call_1", name: "shell", input: "ls" };
  const { reply: answer } = await answerOf(reply({ output: [{ type: "reasoning" }, { type: "other", item }] }));
  expect(answer).toMatchObject({ toolCalls: [], finishReason: "stop" });
  expect(answer.providerData).toBeUndefined();
});

test.each([
  ["rate_limit_exceeded", "MODEL_RATE_LIMITED"],
  ["server_error", "MODEL_UNAVAILABLE"],
  ["invalid_prompt", "MODEL_CONTENT_FILTERED"],
  ["invalid_base64_image", "MODEL_BAD_REQUEST"],
  ["context_length_exceeded", "MODEL_CONTEXT_TOO_LONG"],
  ["insufficient_quota", "MODEL_QUOTA"],
])("%s in the middle of an answer is %s, however it is said", async (code, ours) => {
  const error = { code, message: "canary" };
  const script = [
    streamError({ text: "Once", afterChunks: 5, error }),
    streamError({ text: "Once", afterChunks: 5, error, errorEvent: "response.failed" }),
    events(delta("Once"), { type: "error", code, message: "canary", param: null }),
    streamError({ text: "Once", error }),
  ];
  await using server = await fakeOpenAI({ script });
  const model = new OpenAIResponses({ baseURL: server.baseURL });
  for (const stream of [true, true, true, false]) {
    const failure = await failureOf(model, { settings: { stream } });
    expect(failure.code).toBe(ours);
    expect(failure.message).not.toContain("canary");
  }
});

test("an answer that is still in the queue is none", async () => {
  const body = JSON.stringify({ id: "resp_1", object: "response", status: "queued", output: [] });
  await using server = await fakeOpenAI({ script: [raw({ headers: { "content-type": "application/json" }, body })] });
  expect((await failureOf(new OpenAIResponses({ baseURL: server.baseURL }))).code).toBe("MODEL_STREAM_CUT");
});

test("a document that is no answer names the API that was looked for", async () => {
  await using server = await fakeOpenAI({
    script: [raw({ headers: { "content-type": "application/json" }, body: "{}" })],
  });
  const error = await failureOf(new OpenAIResponses({ baseURL: server.baseURL }));
  expect(error).toMatchObject({ code: "MODEL_BAD_REPLY", message: expect.stringContaining("Responses API") });
});
