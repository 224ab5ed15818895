import { expect, test } from "vitest";
import type { Message } from "@definable/spec";
import { OpenAIChat } from "../../src/index.ts";
import type { OpenAIChatOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeOpenAI, reply } from "../vendor.ts";

/** The body that arrived at a server that holds it against OpenAI's own rules. */
async function bodyOf(question: Question, options: OpenAIChatOptions = {}): Promise<Record<string, unknown>> {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  await ask(new OpenAIChat({ baseURL: server.baseURL, ...options }), question);
  // The server took it, so it is an object.
  return server.requests[0]?.body as Record<string, unknown>;
}

const openAI = { profile: { instructionsRole: "developer", maxTokensField: "max_completion_tokens" } } as const;

const lookUp = {
  name: "look_up",
  description: "Looks a word up.",
  parameters: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
} as const;

test("instructions come first, in the role that the server knows", async () => {
  const user = { role: "user", content: "Hello" };
  const question = { instructions: "Be brief." };
  expect((await bodyOf(question)).messages).toEqual([{ role: "system", content: "Be brief." }, user]);
  expect((await bodyOf(question, openAI)).messages).toEqual([{ role: "developer", content: "Be brief." }, user]);
  expect((await bodyOf({ instructions: "" })).messages).toEqual([user]);
});

test("a system message inside the history has the role of instructions", async () => {
  const messages: Message[] = [
    { role: "system", content: "It is night." },
    { role: "user", content: "Hello" },
  ];
  expect((await bodyOf({ messages }, openAI)).messages).toEqual([
    { role: "developer", content: "It is night." },
    { role: "user", content: "Hello" },
  ]);
});

test("settings get the vendor's names", async () => {
  const settings = { temperature: 0.5, topP: 0.9, maxOutputTokens: 100, stop: ["END"], seed: 7 };
  const named = { temperature: 0.5, top_p: 0.9, stop: ["END"], seed: 7 };
  expect(await bodyOf({ settings })).toMatchObject({ ...named, max_tokens: 100, stream: true });
  expect(await bodyOf({ settings }, openAI)).toMatchObject({ ...named, max_completion_tokens: 100 });
});

test("what is not set is not sent", async () => {
  expect(await bodyOf({ settings: { stop: [], temperature: undefined } })).toEqual({
    model: "gpt-4o",
    messages: [{ role: "user", content: "Hello" }],
    stream: true,
    stream_options: { include_usage: true },
  });
});

test("tools come with their schema, and the choice among them", async () => {
  const settings = { toolChoice: { name: "look_up" }, parallelToolCalls: false };
  const body = await bodyOf({ tools: [lookUp], settings });
  expect(body).toMatchObject({
    tools: [{ type: "function", function: lookUp }],
    tool_choice: { type: "function", function: { name: "look_up" } },
    parallel_tool_calls: false,
  });
});

test("without tools, settings about tools are left out", async () => {
  const body = await bodyOf({ settings: { toolChoice: "required", parallelToolCalls: true } });
  expect(body).not.toHaveProperty("tool_choice");
  expect(body).not.toHaveProperty("parallel_tool_calls");
});

test("a strict tool says so, and a tool without parameters has the empty properties that the vendor wants", async () => {
  const strict = { ...lookUp, strict: true, parameters: { ...lookUp.parameters, additionalProperties: false } };
  const ping = { name: "ping", description: "Pings.", parameters: { type: "object" } };
  expect((await bodyOf({ tools: [strict, ping] })).tools).toEqual([
    { type: "function", function: strict },
    { type: "function", function: { ...ping, parameters: { type: "object", properties: {} } } },
  ]);
});

test("a wanted shape becomes a response format", async () => {
  const schema = {
    type: "object",
    properties: { n: { type: "number" } },
    required: ["n"],
    additionalProperties: false,
  };
  const body = await bodyOf({ outputFormat: { name: "answer", schema, strict: true } });
  expect(body["response_format"]).toEqual({
    type: "json_schema",
    json_schema: { name: "answer", schema, strict: true },
  });
});

test("options of the vendor have the last word, except on streaming", async () => {
  const providerOptions = { openai: { reasoning_effort: "minimal", temperature: 1, stream: false }, claude: { x: 1 } };
  const body = await bodyOf({ settings: { temperature: 0, reasoning: "high" }, providerOptions }, { id: "gpt-5" });
  expect(body).toMatchObject({ reasoning_effort: "minimal", temperature: 1, stream: true });
  expect(body).not.toHaveProperty("x");
});

test.each(["gpt-5-mini", "o3"])("%s is told how much to think", async (id) => {
  expect(await bodyOf({ settings: { reasoning: "low" } }, { id })).toMatchObject({ reasoning_effort: "low" });
});

test.each<[string, OpenAIChatOptions, string]>([
  ["gpt-4o", {}, "cannot be told how much to think"],
  ["gpt-5-chat-latest", {}, "cannot be told how much to think"],
  ["gpt-5-pro", {}, 'takes "high"'],
  ["llama-3.3-70b-versatile", { provider: "groq" }, "cannot be told how much to think"],
])("%s is not told to think a little: it is said by name", async (id, options, words) => {
  const model = new OpenAIChat({ id, baseURL: "http://127.0.0.1:1/v1", ...options });
  const error = await failureOf(model, { settings: { reasoning: "low" } });
  expect(error.code).toBe("INVALID_CONFIG");
  expect(error.message).toContain(`the model "${id}" ${words}`);
});

test("a newer model cannot be told so in a chat beside tools, and the error says where it can", async () => {
  const settings = { reasoning: "low" } as const;
  expect(await bodyOf({ settings }, { id: "gpt-5.4-mini" })).toMatchObject({ reasoning_effort: "low" });
  const model = new OpenAIChat({ id: "gpt-5.4-mini", baseURL: "http://127.0.0.1:1/v1" });
  const error = await failureOf(model, { settings, tools: [lookUp] });
  expect(error).toMatchObject({ code: "INVALID_CONFIG" });
  expect(error.message).toContain('model: "openai-responses/gpt-5.4-mini"');
});

test("a level that is none is said by name, and a server that can think says so in its profile", async () => {
  const settings = JSON.parse('{"reasoning":"max"}') as { reasoning: "high" };
  const error = await failureOf(new OpenAIChat({ id: "gpt-5", baseURL: "http://127.0.0.1:1/v1" }), { settings });
  expect(error.message).toContain('reasoning: "max", and the model "gpt-5" takes "low", "medium", "high"');
  const options = { id: "qwen3", provider: "groq", profile: { reasoning: ["high"] as const } };
  expect(await bodyOf({ settings: { reasoning: "high" } }, options)).toMatchObject({ reasoning_effort: "high" });
});

test("a provider of another name has options of its own", async () => {
  const providerOptions = { openai: { user: "a", verbosity: "low" }, groq: { user: "b" } };
  const body = await bodyOf({ providerOptions }, { provider: "groq" });
  expect(body).toMatchObject({ user: "b", verbosity: "low" });
});

test("calls and results go back as the vendor wants them", async () => {
  const messages: Message[] = [
    { role: "user", content: "Look up a and b." },
    {
      role: "assistant",
      content: "",
      toolCalls: [
        { id: "call_a", name: "look_up", arguments: '{"word":"a"}' },
        { id: "call_b", name: "look_up", arguments: "" },
      ],
    },
    { role: "tool", toolCallId: "call_a", toolName: "look_up", content: "first letter" },
    { role: "tool", toolCallId: "call_b", toolName: "look_up", content: "word is required", isError: true },
    { role: "assistant", content: "a is the first letter." },
  ];
  expect((await bodyOf({ messages, tools: [lookUp] })).messages).toEqual([
    { role: "user", content: "Look up a and b." },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        { id: "call_a", type: "function", function: { name: "look_up", arguments: '{"word":"a"}' } },
        { id: "call_b", type: "function", function: { name: "look_up", arguments: "{}" } },
      ],
    },
    { role: "tool", tool_call_id: "call_a", content: "first letter" },
    { role: "tool", tool_call_id: "call_b", content: "word is required" },
    { role: "assistant", content: "a is the first letter." },
  ]);
});

test("a history from another vendor becomes legal here: long ids, odd names, names with spaces", async () => {
  const id = `toolu_${"x".repeat(60)}`;
  const messages: Message[] = [
    { role: "user", content: "Hello", name: "Ada <Lovelace>" },
    { role: "assistant", content: "", toolCalls: [{ id, name: "web.search", arguments: "{}" }] },
    { role: "tool", toolCallId: id, toolName: "web.search", content: "none" },
    { role: "user", content: "And now?" },
  ];
  const sent = (await bodyOf({ messages })).messages;
  expect(sent).toMatchObject([
    { name: "Ada_Lovelace_" },
    { tool_calls: [{ id: expect.stringMatching(/^toolu_x{17}_[0-9a-f]{16}$/), function: { name: "web_search" } }] },
    { tool_call_id: expect.stringMatching(/^toolu_x{17}_[0-9a-f]{16}$/) },
    {},
  ]);
});

test("bad JSON that a model once wrote goes back to OpenAI only: other servers would choke on it", async () => {
  const messages: Message[] = [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "", toolCalls: [{ id: "call_a", name: "look_up", arguments: '{"word":' }] },
    { role: "tool", toolCallId: "call_a", toolName: "look_up", content: "not valid JSON", isError: true },
  ];
  const sent = async (options: OpenAIChatOptions): Promise<unknown> => (await bodyOf({ messages }, options)).messages;
  const withArguments = (text: string): object => [{}, { tool_calls: [{ function: { arguments: text } }] }, {}];
  expect(await sent({})).toMatchObject(withArguments("{}"));
  expect(await sent({ profile: { strictApi: true } })).toMatchObject(withArguments('{"word":'));
});

test("a refusal goes back as a refusal to OpenAI, and as text to others", async () => {
  const messages: Message[] = [
    { role: "user", content: "Do harm." },
    { role: "assistant", content: "", refusal: "No." },
    { role: "user", content: "Why?" },
  ];
  const second = async (options: OpenAIChatOptions): Promise<unknown> =>
    ((await bodyOf({ messages }, options)).messages as readonly unknown[])[1];
  expect(await second({ profile: { strictApi: true } })).toEqual({ role: "assistant", content: null, refusal: "No." });
  expect(await second({})).toEqual({ role: "assistant", content: "No." });
});
