import { expect, test } from "vitest";
import type { ContentPart, JsonObject, Message } from "@definable/spec";
import { OpenAIResponses } from "../../src/index.ts";
import type { OpenAIResponsesOptions } from "../../src/index.ts";
import { ResponsesRequestWriter } from "../../src/responses/request.ts";
import { profileOf } from "../../src/responses/profile.ts";
import { ask, failureOf, requestOf } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeOpenAI, reply } from "../vendor.ts";

/** The body of a request, which the vendor must take. */
async function bodyOf(question: Question, options: OpenAIResponsesOptions = {}): Promise<JsonObject> {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  await ask(new OpenAIResponses({ baseURL: server.baseURL, ...options }), question);
  // It has passed the vendor's rules, so it is an object.
  return server.requests[0]?.body as JsonObject;
}

const add = {
  name: "add",
  description: "Adds.",
  parameters: { type: "object", properties: { a: { type: "number" } } },
};

test("the vendor is asked to keep nothing, and for the thoughts that have to come back", async () => {
  expect(await bodyOf({ instructions: "Be brief." })).toEqual({
    model: "gpt-5",
    instructions: "Be brief.",
    input: [{ role: "user", content: "Hello" }],
    include: ["reasoning.encrypted_content"],
    store: false,
    stream: true,
  });
});

test("tools are loose unless they say otherwise, for this API takes them as strict", async () => {
  const body = await bodyOf({
    tools: [add, { ...add, name: "now", parameters: { type: "object" } }],
    settings: { toolChoice: { name: "add" }, parallelToolCalls: false },
  });
  expect(body).toMatchObject({
    tools: [
      { type: "function", name: "add", description: "Adds.", parameters: add.parameters, strict: false },
      { type: "function", name: "now", parameters: { type: "object", properties: {} } },
    ],
    tool_choice: { type: "function", name: "add" },
    parallel_tool_calls: false,
  });
});

test("the choice of tools is not sent when there are none", async () => {
  const body = await bodyOf({ settings: { toolChoice: "none", parallelToolCalls: true } });
  expect(body).not.toHaveProperty("tool_choice");
  expect(body).not.toHaveProperty("parallel_tool_calls");
});

test("settings have the vendor's names", async () => {
  const settings = { temperature: 0.5, topP: 0.9, maxOutputTokens: 100, stream: false };
  expect(await bodyOf({ settings }, { id: "gpt-4o" })).toMatchObject({
    temperature: 0.5,
    top_p: 0.9,
    max_output_tokens: 100,
    stream: false,
  });
});

test.each(["seed", "stop"] as const)("%s is refused by name, for this API has none", async (name) => {
  const settings = name === "seed" ? { seed: 7 } : { stop: ["."] };
  const error = await failureOf(new OpenAIResponses({ baseURL: "http://127.0.0.1:1/v1" }), { settings });
  expect(error).toMatchObject({ code: "INVALID_CONFIG" });
  expect(error.message).toContain(`no setting ${name}`);
});

test("whoever says how much to think hears a summary", async () => {
  expect(await bodyOf({ settings: { reasoning: "high" } })).toMatchObject({
    reasoning: { effort: "high", summary: "auto" },
  });
  const providerOptions = { openai: { reasoning: { summary: "detailed" } } };
  expect(await bodyOf({ settings: { reasoning: "low" }, providerOptions })).toMatchObject({
    reasoning: { effort: "low", summary: "detailed" },
  });
});

test("the shape of the answer stands beside what else is wanted of the text", async () => {
  const schema = { type: "object", properties: {}, additionalProperties: false, required: [] };
  const outputFormat = { name: "weather", schema, strict: true };
  expect(await bodyOf({ outputFormat, providerOptions: { openai: { text: { verbosity: "low" } } } })).toMatchObject({
    text: { verbosity: "low", format: { type: "json_schema", name: "weather", schema, strict: true } },
  });
});

test("options of the vendor have the last word, and his tools stand beside the agent's", async () => {
  const openai = {
    store: true,
    truncation: "auto",
    include: ["web_search_call.results"],
    tools: [{ type: "web_search" }],
    stream: false,
  };
  expect(await bodyOf({ tools: [add], providerOptions: { openai } })).toMatchObject({
    store: true,
    truncation: "auto",
    include: ["reasoning.encrypted_content", "web_search_call.results"],
    tools: [{ name: "add" }, { type: "web_search" }],
    stream: true,
  });
});

test("pictures and files, by their bytes and by their address, are put where the vendor wants them", async () => {
  const content: readonly ContentPart[] = [
    { type: "text", text: "Look" },
    { type: "image", content: "AAAA", mimeType: "image/png", detail: "low" },
    { type: "image", url: "https://example.org/a.png" },
    { type: "file", content: "AAAA", mimeType: "application/pdf" },
    { type: "file", url: "https://example.org/a.pdf" },
  ];
  const body = await bodyOf({ messages: [{ role: "user", content, name: "Ada" }] });
  expect(body["input"]).toEqual([
    {
      role: "user",
      content: [
        { type: "input_text", text: "Look" },
        { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "low" },
        { type: "input_image", image_url: "https://example.org/a.png", detail: "auto" },
        { type: "input_file", filename: "file.pdf", file_data: "data:application/pdf;base64,AAAA" },
        { type: "input_file", file_url: "https://example.org/a.pdf" },
      ],
    },
  ]);
});

test("what a tool shows stands in its result, and what the model cannot be shown is said", async () => {
  const messages: Message[] = [
    { role: "assistant", content: "", toolCalls: [{ id: "a", name: "add", arguments: "" }] },
    {
      role: "tool",
      toolCallId: "a",
      toolName: "add",
      content: "There.",
      images: [{ content: "AAAA", mimeType: "image/png" }],
      audio: [{ content: "AAAA", format: "wav" }],
    },
  ];
  const body = await bodyOf({ messages, tools: [add] });
  expect(body["input"]).toEqual([
    { type: "function_call", call_id: "a", name: "add", arguments: "{}" },
    {
      type: "function_call_output",
      call_id: "a",
      output: [
        { type: "input_text", text: "There." },
        { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "auto" },
        { type: "input_text", text: "(a part of kind audio, which you cannot be shown)" },
      ],
    },
  ]);
});

test("ids that come back in a later turn are told apart, long ones are shortened", async () => {
  const turn = (id: string): Message[] => [
    { role: "assistant", content: "", toolCalls: [{ id, name: "add", arguments: "{}" }] },
    { role: "tool", toolCallId: id, toolName: "add", content: "3" },
  ];
  const { input } = await bodyOf({ messages: [...turn("a"), ...turn("a"), ...turn("x".repeat(80))], tools: [add] });
  const ids = (input as readonly JsonObject[]).map((item) => item["call_id"]);
  expect(ids.slice(0, 4)).toEqual(["a", "a", "a_2", "a_2"]);
  expect(ids[4]).toMatch(/^x{23}_[0-9a-f]{16}$/);
  expect(ids[5]).toBe(ids[4]);
});

test("a turn writes the new messages only", () => {
  const looked: string[] = [];
  const message = (name: string): Message => {
    const part: ContentPart = {
      type: "text",
      get text() {
        looked.push(name);
        return name;
      },
    };
    return { role: "user", content: [part] };
  };
  const profile = profileOf("gpt-5", true);
  const writer = new ResponsesRequestWriter({ id: "gpt-5", provider: "openai", server: "one", profile });
  const history = [message("a"), message("b")];
  writer.write(requestOf({ messages: history }));
  writer.write(requestOf({ messages: [...history, message("c")] }));
  expect(looked).toEqual(["a", "b", "c"]);
});

test.each([
  ["gpt-5", "text,image,file", true, "low,medium,high"],
  ["gpt-5-chat-latest", "text,image,file", false, ""],
  ["gpt-5-pro", "text,image,file", true, "high"],
  ["gpt-4o", "text,image,file", false, ""],
  ["o3-mini", "text", true, "low,medium,high"],
  ["gpt-4o-audio-preview", "text", false, ""],
  ["something-new", "text,image,file", true, "low,medium,high"],
])("at OpenAI, %s takes %s, seals its thoughts: %s, and thinks %s", (id, ...[accepts, sealsThoughts, reasoning]) => {
  const profile = profileOf(id, true);
  expect({ ...profile, accepts: profile.accepts.join(), reasoning: profile.reasoning.join() }).toMatchObject({
    accepts,
    sealsThoughts,
    reasoning,
  });
});

test("a shape with optional fields is held without strict mode, which would make them required", async () => {
  const schema = { type: "object", properties: { a: { type: "string" } } };
  const body = await bodyOf({ outputFormat: { name: "answer", schema, strict: true } });
  expect(body).toMatchObject({ text: { format: { schema, strict: false } } });
});

test("OpenAI holds an answer to a shape, older models and servers of one's own do not", () => {
  expect(new OpenAIResponses().structuredOutput).toBe(true);
  expect(new OpenAIResponses({ id: "gpt-4-turbo" }).structuredOutput).toBe(false);
  expect(new OpenAIResponses({ id: "gpt-5", baseURL: "http://localhost:1/v1" }).structuredOutput).toBe(false);
});

test("a model costs what it costs in a chat, and a server of one's own is not asked to seal thoughts", () => {
  expect(new OpenAIResponses({ id: "gpt-5" }).price).toMatchObject({ input: 1.25, output: 10 });
  expect(profileOf("llama3.1", false)).toMatchObject({ sealsThoughts: false, instructionsRole: "system" });
});
