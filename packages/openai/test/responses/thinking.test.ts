import { expect, test } from "vitest";
import type { AssistantMessage, Message, ModelReply } from "@definable/spec";
import { OpenAIChat, OpenAIResponses } from "../../src/index.ts";
import type { OpenAIResponsesOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { failure, fakeOpenAI, reply, streamError } from "../vendor.ts";

const now = { name: "now", description: "The time.", parameters: { type: "object" } };
const call = { name: "now", id: "call_1" };
const question: Message = { role: "user", content: "What is the time?" };
const result: Message = { role: "tool", toolCallId: "call_1", toolName: "now", content: "Noon" };

const said = (from: ModelReply, more: Partial<AssistantMessage> = {}): AssistantMessage => {
  const { content, toolCalls, reasoning, refusal, images, providerData } = from;
  const by = { provider: "openai", model: "gpt-5" };
  // What stores and clients keep of it is JSON.
  return JSON.parse(
    JSON.stringify({ role: "assistant", content, toolCalls, reasoning, refusal, images, providerData, ...by, ...more }),
  );
};

type Step = Parameters<typeof reply>[0];

/** What is sent when a first answer goes back with the result of its call; the vendor must take it. */
async function sentBack(
  first: Step,
  more: {
    readonly by?: (from: ModelReply) => Partial<AssistantMessage>;
    readonly options?: OpenAIResponsesOptions;
    readonly history?: (message: AssistantMessage) => readonly Message[];
  } = {},
): Promise<unknown> {
  await using server = await fakeOpenAI({ script: [reply(first), reply({ text: "Noon." })] });
  const { baseURL } = server;
  const answer = await ask(new OpenAIResponses({ id: "gpt-5", baseURL }), { messages: [question], tools: [now] });
  const message = said(answer.reply, more.by?.(answer.reply));
  const messages = more.history?.(message) ?? [question, message, result];
  // Another process has it from the store.
  await ask(new OpenAIResponses({ id: "gpt-5", baseURL, ...more.options }), { messages, tools: [now] });
  expect(server.requests.map(({ rejection }) => rejection)).toEqual([undefined, undefined]);
  const body = Object(server.requests[1]?.body);
  return body.input.slice(1);
}

const sealed = { type: "reasoning", encrypted_content: expect.stringMatching(/^gAAAAAB/) };

test("thinking is heard with a break between its pieces, and kept with its seal", async () => {
  const output = [
    { type: "reasoning", summary: ["Let me see.", "Yes."] },
    { type: "message", text: "42" },
  ] as const;
  await using server = await fakeOpenAI({ script: [reply({ output }), reply({ output })] });
  const model = new OpenAIResponses({ id: "gpt-5", baseURL: server.baseURL });
  const { reasoning, reply: answer } = await ask(model);
  expect(reasoning.join("")).toBe("Let me see.\n\nYes.");
  expect(answer.reasoning).toEqual([{ text: "Let me see.\n\nYes.", signature: sealed.encrypted_content }]);
  const whole = await ask(model, { settings: { stream: false } });
  expect(whole.reasoning.join("")).toBe("Let me see.\n\nYes.");
});

test("thinking goes back over the rounds of tools, and the vendor knows it again", async () => {
  const output = [
    { type: "reasoning", summary: ["I look.", "At the clock."] },
    { type: "message", text: "One moment.", phase: "commentary" },
    { type: "function_call", ...call },
  ] as const;
  expect(await sentBack({ output })).toMatchObject([
    { ...sealed, summary: [{ text: "I look." }, { text: "At the clock." }] },
    { type: "message", id: expect.stringMatching(/^msg_/), phase: "commentary", content: [{ text: "One moment." }] },
    { type: "function_call", id: expect.stringMatching(/^fc_/), call_id: "call_1" },
    { type: "function_call_output", call_id: "call_1", output: "Noon" },
  ]);
});

test("thinking that is not shown goes back, and items in the order in which they came", async () => {
  const search = { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "x" } };
  const output = [
    { type: "reasoning" },
    { type: "other", item: search },
    { type: "message", text: "I ask." },
    { type: "reasoning" },
    { type: "function_call", ...call },
  ] as const;
  expect(await sentBack({ output })).toMatchObject([
    { ...sealed, summary: [] },
    search,
    { type: "message", content: [{ text: "I ask." }] },
    { ...sealed, summary: [] },
    { type: "function_call" },
    { type: "function_call_output" },
  ]);
});

const plain = [
  { role: "assistant", content: "One moment." },
  { type: "function_call", call_id: "call_1", name: "now", arguments: "{}" },
  { type: "function_call_output", call_id: "call_1", output: "Noon" },
];
const elsewhere = (kept: ModelReply["providerData"]): AssistantMessage["providerData"] => ({
  openai: { ...Object(kept?.["openai"]), server: "0123456789abcdef" },
});
const thoughtful = {
  output: [
    { type: "reasoning", summary: ["I look."] },
    { type: "message", text: "One moment." },
    { type: "function_call", ...call },
  ],
} as const;

test.each<[string, (from: ModelReply) => Partial<AssistantMessage>]>([
  ["another vendor said it", () => ({ provider: "anthropic" })],
  ["another model said it", () => ({ model: "o3" })],
  ["nobody kept who said it", () => ({ provider: undefined, model: undefined })],
  ["the seal is gone", () => ({ reasoning: [{ text: "I look." }] })],
  [
    "a thought of somebody else came in",
    ({ reasoning = [] }) => ({ reasoning: [...reasoning, { text: "", redacted: "EmwK" }] }),
  ],
  ["another server of that name said it", ({ providerData }) => ({ providerData: elsewhere(providerData) })],
  ["the items are gone", () => ({ providerData: undefined })],
  ["the items are nonsense", () => ({ providerData: { openai: { items: [{ type: "reasoning" }] } } })],
])("thinking is left out when %s, and so are the ids", async (_why, by) => {
  expect(await sentBack(thoughtful, { by })).toEqual(plain);
});

test("thinking is left out when the words were changed since", async () => {
  const changed = await sentBack(thoughtful, { by: () => ({ content: "Wait." }) });
  expect(changed).toEqual([{ role: "assistant", content: "Wait." }, ...plain.slice(1)]);
});

test("thinking is left out when the call was given another id", async () => {
  const toolCalls = [{ id: "call_9", name: "now", arguments: "{}" }];
  const history = (message: AssistantMessage): readonly Message[] => [
    question,
    { ...message, toolCalls },
    { ...result, toolCallId: "call_9" },
  ];
  expect(await sentBack(thoughtful, { history })).toMatchObject([
    plain[0],
    { call_id: "call_9" },
    { call_id: "call_9" },
  ]);
});

test("what stands there twice goes back once as it was said, then in words", async () => {
  const output = [{ type: "reasoning" }, { type: "message", text: "Noon." }] as const;
  const history = (message: AssistantMessage): readonly Message[] => [question, message, question, message, question];
  expect(await sentBack({ output }, { history })).toMatchObject([
    sealed,
    { type: "message" },
    { role: "user" },
    { role: "assistant", content: "Noon." },
    { role: "user" },
  ]);
});

test("a thought that ran out of tokens cannot go back; those before it can", async () => {
  const output = [
    { type: "reasoning" },
    { type: "message", text: "One." },
    { type: "reasoning", summary: ["And"] },
  ] as const;
  const history = (message: AssistantMessage): readonly Message[] => [question, message, question];
  expect(await sentBack({ output, finishReason: "length" }, { history })).toMatchObject([
    sealed,
    { type: "message", content: [{ text: "One." }] },
    { role: "user" },
  ]);
});

test("a model that does not seal its thoughts is not asked to, and a seal of its own is never sent to a chat", async () => {
  await using server = await fakeOpenAI({ script: [reply({ text: "Hi" }), reply(thoughtful), reply({ text: "Hi" })] });
  const { baseURL } = server;
  await ask(new OpenAIResponses({ id: "gpt-4o", baseURL }));
  expect(server.requests[0]?.body).not.toHaveProperty("include");
  const answer = await ask(new OpenAIResponses({ id: "gpt-5", baseURL }), { tools: [now] });
  await ask(new OpenAIChat({ id: "gpt-5", baseURL }), {
    messages: [question, said(answer.reply), result],
    tools: [now],
  });
  expect(JSON.stringify(server.requests[2]?.body)).not.toContain("gAAAA");
});

test("when the vendor cannot open a seal any more, the conversation goes on in words, now and later", async () => {
  const broken = failure({ status: 400, code: "invalid_encrypted_content" });
  const script = [reply(thoughtful), broken, reply({ text: "Noon." }), reply({ text: "Yes." })];
  await using server = await fakeOpenAI({ script });
  const model = new OpenAIResponses({ id: "gpt-5", baseURL: server.baseURL });
  const answer = await ask(model, { messages: [question], tools: [now] });
  const messages = [question, said(answer.reply), result];

  const second = await ask(model, { messages, tools: [now] });
  await ask(model, { messages: [...messages, said(second.reply), question], tools: [now] });

  expect(second.reply.content).toBe("Noon.");
  const holdSeals = server.requests.map(({ body }) => JSON.stringify(body).includes('"encrypted_content"'));
  expect(holdSeals).toEqual([false, true, false, false]);
});

test("a seal that cannot be opened in the middle of an answer is an error: its words were heard", async () => {
  const error = { code: "invalid_encrypted_content" };
  await using server = await fakeOpenAI({ script: [streamError({ text: "Once", afterChunks: 5, error })] });
  const failed = await failureOf(new OpenAIResponses({ id: "gpt-5", baseURL: server.baseURL }));
  expect(failed.code).toBe("MODEL_UNAVAILABLE");
  expect(server.requests).toHaveLength(1);
});

test("a picture that the model drew is kept once and goes back", async () => {
  const picture = { type: "image_generation_call", id: "ig_1", status: "completed", result: "iVBORw0KGgo=" };
  const output = [
    { type: "other", item: picture },
    { type: "message", text: "There." },
  ] as const;
  const kept: string[] = [];
  const by = (from: ModelReply): object => {
    kept.push(JSON.stringify(from.providerData));
    expect(from.images).toEqual([{ content: "iVBORw0KGgo=", mimeType: "image/png" }]);
    return {};
  };
  const history = (message: AssistantMessage): readonly Message[] => [question, message, question];
  expect(await sentBack({ output }, { by, history })).toMatchObject([picture, { type: "message" }, { role: "user" }]);
  expect(kept[0]).not.toContain("iVBORw0KGgo=");
});
