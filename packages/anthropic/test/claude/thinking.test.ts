import { expect, test } from "vitest";
import type { AssistantMessage, Message, ModelReply } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import type { ClaudeOptions } from "../../src/index.ts";
import { ask } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

const now = { name: "now", description: "The time.", parameters: { type: "object" } };
const call = { name: "now", id: "toolu_1" };
const question: Message = { role: "user", content: "What is the time?" };
const result: Message = { role: "tool", toolCallId: "toolu_1", toolName: "now", content: "Noon" };

const said = (from: ModelReply, more: Partial<AssistantMessage> = {}): AssistantMessage => {
  const { content, toolCalls, reasoning, providerData } = from;
  const by = { provider: "anthropic", model: "claude-opus-5-5" };
  // What stores and clients keep of it is JSON.
  return JSON.parse(JSON.stringify({ role: "assistant", content, toolCalls, reasoning, providerData, ...by, ...more }));
};

type Step = Parameters<typeof reply>[0];

/** The second message of what is sent when a first answer goes back with the result of its call. */
async function sentBack(
  first: Step,
  more: {
    readonly question?: Question;
    readonly by?: Partial<AssistantMessage>;
    readonly options?: ClaudeOptions;
  } = {},
): Promise<unknown> {
  await using server = await fakeAnthropic({ script: [reply(first), reply({ text: "Noon." })] });
  const options = { baseURL: server.baseURL, ...more.options };
  const answer = await ask(new Claude(options), { messages: [question], tools: [now] });
  const messages = [question, said(answer.reply, more.by), result];
  // Another process has it from the store.
  await ask(new Claude(options), { messages, tools: [now], ...more.question });
  return server.requests[1]?.messages[1]?.["content"];
}

test("thinking is heard, and kept with its signature", async () => {
  await using server = await fakeAnthropic({ script: [reply({ thinking: ["Let me ", "see."], text: "42" })] });
  const answer = await ask(new Claude({ baseURL: server.baseURL }));
  expect(answer.reasoning).toEqual(["Let me ", "see."]);
  expect(answer.reply.reasoning).toEqual([{ text: "Let me see.", signature: expect.stringMatching(/^EfAkE/) }]);
});

test("thinking goes back over the rounds of tools, and the vendor knows it again", async () => {
  expect(await sentBack({ thinking: "I look.", text: "One moment.", toolCalls: [call] })).toMatchObject([
    { type: "thinking", thinking: "I look.", signature: expect.any(String) },
    { type: "text", text: "One moment." },
    { type: "tool_use", id: "toolu_1" },
  ]);
});

test("thinking that is not shown, and what is hidden, go back as they came", async () => {
  const content = [
    { type: "thinking", thinking: "" },
    { type: "redacted_thinking", data: "EmwK" },
    { type: "tool_use", ...call },
  ] as const;
  expect(await sentBack({ content })).toMatchObject([
    { type: "thinking", thinking: "", signature: expect.any(String) },
    { type: "redacted_thinking", data: "EmwK" },
    { type: "tool_use" },
  ]);
});

test("blocks go back in the order in which they came, also those that have no word here", async () => {
  const found = { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [] };
  const content = [
    { type: "thinking", thinking: "First." },
    { type: "text", text: "I search." },
    { type: "other", block: { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { q: "x" } } },
    { type: "other", block: found },
    { type: "thinking", thinking: "Then." },
    { type: "text", text: "And now:" },
    { type: "tool_use", ...call },
  ] as const;
  expect(await sentBack({ content })).toMatchObject([
    { thinking: "First." },
    { text: "I search." },
    { type: "server_tool_use", input: { q: "x" } },
    found,
    { thinking: "Then." },
    { text: "And now:" },
    { type: "tool_use" },
  ]);
});

test.each<[string, Question]>([
  ["other instructions", { instructions: "Be brief." }],
  ["other tools", { tools: [now, { ...now, name: "later" }] }],
  ["another question", { messages: [{ role: "user", content: "When?" }] }],
])(
  "thinking is left out behind %s: the vendor would refuse it",
  async (_what, { messages = [question], ...changed }) => {
    await using server = await fakeAnthropic({
      script: [reply({ thinking: "I look.", toolCalls: [call] }), reply({ text: "Noon." })],
    });
    const model = new Claude({ baseURL: server.baseURL });
    const answer = await ask(model, { messages: [question], tools: [now] });
    await ask(model, { tools: [now], ...changed, messages: [...messages, said(answer.reply), result] });
    expect(server.requests[1]?.messages[1]?.["content"]).toMatchObject([{ type: "tool_use" }]);
  },
);

test("what is said after a change is bound to what was sent then, and goes back with it", async () => {
  const script = [
    reply({ thinking: "One.", toolCalls: [call] }),
    reply({ thinking: "Two.", text: "Noon." }),
    reply({ thinking: "Three.", text: "Still noon." }),
    reply({ text: "Noon, I said." }),
  ];
  await using server = await fakeAnthropic({ script });
  const model = new Claude({ baseURL: server.baseURL });
  const messages: Message[] = [question];
  const turn = async (instructions: string, ...next: Message[]): Promise<void> => {
    const { reply: answer } = await ask(model, { messages, instructions, tools: [now] });
    messages.push(said(answer), ...next);
  };
  await turn("It is Monday.", result);
  await turn("It is Tuesday.", question);
  await turn("It is Tuesday.", question);
  await turn("It is Monday.");
  const thoughts = server.requests.map(({ messages: sent }) => JSON.stringify(sent).match(/"thinking":"\w+/g) ?? []);
  expect(thoughts).toEqual([[], [], ['"thinking":"Two'], ['"thinking":"One']]);
});

test("an older model may have its thinking back anywhere", async () => {
  const by = { model: "claude-sonnet-5" };
  const options = { id: "claude-sonnet-5" };
  const blocks = await sentBack(
    { thinking: "I look.", toolCalls: [call] },
    { question: { instructions: "Be brief." }, by, options },
  );
  expect(blocks).toMatchObject([{ thinking: "I look." }, { type: "tool_use" }]);
});

test.each([
  ["another vendor", { provider: "openai" }],
  ["another model", { model: "claude-fable-5-2" }],
  ["nobody that is known", { provider: undefined }],
])("thinking of %s does not go out", async (_who, by) => {
  expect(await sentBack({ thinking: "I look.", toolCalls: [call] }, { by })).toMatchObject([{ type: "tool_use" }]);
});

test("thinking that ran out of tokens is kept for the reader, and not sent back", async () => {
  const content = [
    { type: "text", text: "Well" },
    { type: "thinking", thinking: "Endless" },
  ] as const;
  await using server = await fakeAnthropic({ script: [reply({ content, stopReason: "max_tokens" }), reply({})] });
  const model = new Claude({ baseURL: server.baseURL, cache: false });
  const answer = await ask(model, { messages: [question] });
  expect(answer.reply.reasoning).toMatchObject([{ text: "Endless" }]);
  await ask(model, { messages: [question, said(answer.reply), question] });
  expect(server.requests[1]?.messages[1]).toEqual({ role: "assistant", content: "Well" });
});

test("a turn that another model began is answered without the budget for thinking that it would break", async () => {
  const id = "claude-haiku-4-5";
  await using server = await fakeAnthropic({ script: [reply({ text: "Noon." }), reply({ text: "Noon." })] });
  const model = new Claude({ id, baseURL: server.baseURL });
  const providerOptions = { anthropic: { thinking: { type: "enabled", budget_tokens: 1024 } } };
  const foreign: Message = {
    role: "assistant",
    content: "",
    toolCalls: [{ id: "call_1", name: "now", arguments: "{}" }],
  };
  const messages: Message[] = [question, foreign, { ...result, toolCallId: "call_1" }];
  await ask(model, { messages, tools: [now], providerOptions });
  await ask(model, { messages: [...messages, question], tools: [now], providerOptions });
  expect(server.requests.map(({ body }) => Object(body).thinking)).toEqual([
    undefined,
    { type: "enabled", budget_tokens: 1024 },
  ]);
});
