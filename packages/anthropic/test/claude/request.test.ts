import { expect, test } from "vitest";
import type { Message } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import type { ClaudeOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

/** The body that arrived at a server that holds it against Anthropic's own rules. */
async function bodyOf(question: Question, options: ClaudeOptions = {}): Promise<Record<string, unknown>> {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, cache: false, ...options }), question);
  // The server took it, so it is an object.
  return server.requests[0]?.body as Record<string, unknown>;
}

const lookUp = {
  name: "look_up",
  description: "Looks a word up.",
  parameters: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
} as const;
const hello = { role: "user", content: "Hello" } as const;

test("what is not set is not sent, but for the limit that the vendor wants", async () => {
  expect(await bodyOf({ settings: { stop: [], temperature: undefined } })).toEqual({
    model: "claude-opus-5-5",
    max_tokens: 128_000,
    messages: [hello],
    stream: true,
  });
});

test("instructions stand apart, and system messages of the history behind them", async () => {
  const messages: Message[] = [{ role: "system", content: "It is night." }, hello];
  const body = await bodyOf({ messages, instructions: "Be brief." });
  expect(body["system"]).toEqual([
    { type: "text", text: "Be brief." },
    { type: "text", text: "It is night." },
  ]);
  expect(body["messages"]).toEqual([hello]);
  expect(await bodyOf({ instructions: " " })).not.toHaveProperty("system");
});

test("settings get the vendor's names", async () => {
  expect(await bodyOf({ settings: { maxOutputTokens: 100, stop: ["END"], stream: false } })).toMatchObject({
    max_tokens: 100,
    stop_sequences: ["END"],
    stream: false,
  });
});

test.each([{ temperature: 0 }, { topP: 0.9 }, { seed: 7 }])(
  "the setting %j, which is not there, is refused by name",
  async (settings) => {
    const error = await failureOf(new Claude({ baseURL: "http://127.0.0.1:9" }), { settings });
    const [name] = Object.keys(settings);
    expect(error).toMatchObject({ name: "ConfigError", code: "INVALID_CONFIG" });
    expect(error.message).toContain(`has no setting ${name}`);
  },
);

test("another model behind another server has a temperature", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })], validate: false });
  const model = new Claude({ id: "qwen3", baseURL: server.baseURL });
  await ask(model, { settings: { temperature: 0, topP: 0.9 } });
  expect(server.requests[0]?.body).toMatchObject({ temperature: 0, top_p: 0.9, max_tokens: 8192 });
});

test("tools come with their schema, strict if they are", async () => {
  const strict = { ...lookUp, name: "exact", strict: true };
  const ping = { name: "ping", description: "", parameters: {} };
  expect((await bodyOf({ tools: [lookUp, strict, ping] }))["tools"]).toEqual([
    { name: "look_up", description: lookUp.description, input_schema: lookUp.parameters },
    { name: "exact", description: lookUp.description, input_schema: lookUp.parameters, strict: true },
    { name: "ping", input_schema: { type: "object" } },
  ]);
});

test.each([
  ["auto", undefined, { type: "auto" }],
  ["none", false, { type: "none" }],
  [undefined, false, { type: "auto", disable_parallel_tool_use: true }],
  ["required", true, { type: "any", disable_parallel_tool_use: false }],
  [{ name: "look_up" }, undefined, { type: "tool", name: "look_up" }],
] as const)("the choice %j, parallel %s, is said as %j", async (toolChoice, parallelToolCalls, said) => {
  const body = await bodyOf(
    { tools: [lookUp], settings: { toolChoice, parallelToolCalls } },
    // A model that can be forced.
    { id: "claude-sonnet-5" },
  );
  expect(body["tool_choice"]).toEqual(said);
});

test("without tools, settings about tools are left out", async () => {
  expect(await bodyOf({ settings: { toolChoice: "required", parallelToolCalls: true } })).not.toHaveProperty(
    "tool_choice",
  );
});

test("a wanted shape becomes a format, beside the effort that is asked for", async () => {
  const schema = { type: "object", properties: { n: { type: "number" } }, additionalProperties: false };
  const outputFormat = { name: "answer", schema, strict: true };
  const providerOptions = { anthropic: { output_config: { effort: "low" } } };
  expect((await bodyOf({ outputFormat, providerOptions }))["output_config"]).toEqual({
    effort: "low",
    format: { type: "json_schema", schema },
  });
});

test("options of the vendor have the last word, except on streaming", async () => {
  const anthropic = { max_tokens: 5, metadata: { user_id: "u" }, stream: false };
  const body = await bodyOf({ settings: { maxOutputTokens: 9 }, providerOptions: { anthropic, openai: { x: 1 } } });
  expect(body).toMatchObject({ max_tokens: 5, metadata: { user_id: "u" }, stream: true });
  expect(body).not.toHaveProperty("x");
});

test("tools that the vendor runs himself come beside those of the request", async () => {
  const search = { type: "web_search_20260209", name: "web_search" };
  const providerOptions = { anthropic: { tools: [search] } };
  const named = async (question: Question): Promise<unknown> => (await bodyOf(question, { cache: "5m" }))["tools"];
  const mark = { cache_control: { type: "ephemeral" } };
  expect(await named({ tools: [lookUp], providerOptions })).toMatchObject([
    { name: "look_up" },
    { ...search, ...mark },
  ]);
  expect(await named({ providerOptions })).toEqual([{ ...search, ...mark }]);
});

test("a provider of another name has options of its own", async () => {
  const providerOptions = { anthropic: { speed: "fast", service_tier: "auto" }, gateway: { speed: "standard" } };
  expect(await bodyOf({ providerOptions }, { provider: "gateway" })).toMatchObject({
    speed: "standard",
    service_tier: "auto",
  });
});

test("calls and results go back as the vendor wants them: results in one turn, first, with the next words behind", async () => {
  const messages: Message[] = [
    { role: "user", content: "Look up a and b." },
    {
      role: "assistant",
      content: "",
      toolCalls: [
        { id: "call_a", name: "look_up", arguments: '{"word":"a"}' },
        { id: "call_b", name: "look_up", arguments: '{"word":' },
      ],
    },
    { role: "tool", toolCallId: "call_a", toolName: "look_up", content: "first letter" },
    { role: "tool", toolCallId: "call_b", toolName: "look_up", content: "not JSON", isError: true },
    { role: "user", content: "Well?" },
  ];
  expect((await bodyOf({ messages, tools: [lookUp] }))["messages"]).toEqual([
    { role: "user", content: "Look up a and b." },
    {
      role: "assistant",
      content: [
        { type: "tool_use", id: "call_a", name: "look_up", input: { word: "a" } },
        { type: "tool_use", id: "call_b", name: "look_up", input: {} },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "call_a", content: "first letter" },
        { type: "tool_result", tool_use_id: "call_b", content: "not JSON", is_error: true },
        { type: "text", text: "Well?" },
      ],
    },
  ]);
});

test("a history from another vendor becomes legal here: odd ids and names, blank words, the assistant first", async () => {
  const messages: Message[] = [
    { role: "assistant", content: "Welcome." },
    { role: "user", content: "  ", name: "Ada <Lovelace>" },
    { role: "assistant", content: "\n", toolCalls: [{ id: "call.1|x", name: "web.search", arguments: "[]" }] },
    { role: "tool", toolCallId: "call.1|x", toolName: "web.search", content: "" },
    { role: "assistant", content: "", refusal: "No." },
    { role: "assistant", content: "", audio: { id: "audio_1", transcript: "Good day." } },
    { role: "assistant", content: "", images: [{ url: "https://example.org/a.png" }] },
  ];
  const id = expect.stringMatching(/^call_1_x_[0-9a-f]{16}$/);
  expect((await bodyOf({ messages }))["messages"]).toEqual([
    { role: "user", content: "(the conversation begins)" },
    {
      role: "assistant",
      content: [
        { type: "text", text: "Welcome." },
        { type: "tool_use", id, name: "web_search", input: {} },
      ],
    },
    { role: "user", content: [{ type: "tool_result", tool_use_id: id }] },
    {
      role: "assistant",
      content: [
        { type: "text", text: "No." },
        { type: "text", text: "Good day." },
      ],
    },
    { role: "user", content: "(go on)" },
  ]);
});

test("an id that comes back in a later message becomes another, and so does its result's", async () => {
  const round: Message[] = [
    { role: "assistant", content: "", toolCalls: [{ id: "call_1", name: "look_up", arguments: "{}" }] },
    { role: "tool", toolCallId: "call_1", toolName: "look_up", content: "none" },
  ];
  const sent = (await bodyOf({ messages: [hello, ...round, ...round, ...round] }))["messages"];
  expect(JSON.stringify(sent).match(/"(tool_use_)?id":"\w+"/g)).toEqual([
    '"id":"call_1"',
    '"tool_use_id":"call_1"',
    '"id":"call_1_2"',
    '"tool_use_id":"call_1_2"',
    '"id":"call_1_3"',
    '"tool_use_id":"call_1_3"',
  ]);
});

test("a model that can go on from the beginning of an answer is given it, without white space at its end", async () => {
  const messages: Message[] = [hello, { role: "assistant", content: "The answer is " }];
  const body = await bodyOf({ messages }, { id: "claude-haiku-4-5" });
  expect(body["messages"]).toEqual([hello, { role: "assistant", content: "The answer is" }]);
  expect(body["max_tokens"]).toBe(64_000);
});

test("nothing said at all is still a request", async () => {
  expect((await bodyOf({ messages: [{ role: "user", content: "" }] }))["messages"]).toEqual([
    { role: "user", content: "(no words)" },
  ]);
});
