import { expect, test } from "vitest";
import type { Message, ModelSettings, ReasoningLevel } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import type { ClaudeOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

const now = { name: "now", description: "The time.", parameters: { type: "object" } };

/** The body that arrived at a server that holds it against Anthropic's own rules. */
async function bodyOf(question: Question, options: ClaudeOptions = {}): Promise<Record<string, unknown>> {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, ...options }), question);
  // The server took it, so it is an object.
  return server.requests[0]?.body as Record<string, unknown>;
}

test.each(["claude-opus-5-5", "claude-sonnet-5", "claude-opus-4-6"])(
  "%s thinks by effort, and is heard",
  async (id) => {
    expect(await bodyOf({ settings: { reasoning: "low" } }, { id })).toMatchObject({
      thinking: { type: "adaptive", display: "summarized" },
      output_config: { effort: "low" },
    });
  },
);

test.each<[string, ReasoningLevel, number | undefined, number]>([
  ["claude-haiku-4-5", "low", undefined, 2_048],
  ["claude-sonnet-4-5", "medium", undefined, 8_192],
  ["claude-opus-4-5", "high", undefined, 24_576],
  ["claude-opus-4-5", "high", 10_000, 5_000],
  ["claude-opus-4-5", "high", 1_025, 1_024],
])("%s thinks with a budget: %s, of %s tokens, is %s", async (...[id, reasoning, maxOutputTokens, budget]) => {
  const body = await bodyOf({ settings: { reasoning, maxOutputTokens } }, { id });
  expect(body["thinking"]).toEqual({ type: "enabled", budget_tokens: budget });
  expect(body).not.toHaveProperty("output_config");
});

test.each([
  ["claude-sonnet-5", { name: "now" }],
  ["claude-opus-4-5", "required"],
] as const)("%s that must call a tool is not told to think, for the vendor refuses both", async (id, toolChoice) => {
  const body = await bodyOf({ tools: [now], settings: { reasoning: "high", toolChoice } }, { id });
  expect(body).not.toHaveProperty("thinking");
  expect(body["tool_choice"]).toMatchObject({ type: toolChoice === "required" ? "any" : "tool" });
});

test("a turn that waits for results without a thought is answered without one, where the vendor wants it so", async () => {
  const messages: Message[] = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "", toolCalls: [{ id: "a", name: "now", arguments: "{}" }], provider: "openai" },
    { role: "tool", toolCallId: "a", toolName: "now", content: "Noon" },
  ];
  const body = await bodyOf({ messages, tools: [now], settings: { reasoning: "high" } }, { id: "claude-opus-4-5" });
  expect(body).not.toHaveProperty("thinking");
});

test("options of the vendor have the last word, and the shape of the answer stands beside the effort", async () => {
  const schema = { type: "object", properties: {}, additionalProperties: false };
  const body = await bodyOf({
    settings: { reasoning: "low" },
    outputFormat: { name: "answer", schema },
    providerOptions: { anthropic: { thinking: { type: "adaptive" }, output_config: { effort: "max" } } },
  });
  expect(body).toMatchObject({
    thinking: { type: "adaptive" },
    output_config: { effort: "max", format: { type: "json_schema", schema } },
  });
  expect(body["thinking"]).not.toHaveProperty("display");
});

const proxy = { id: "qwen3", baseURL: "http://127.0.0.1:1" };
test.each<[string, ClaudeOptions, ModelSettings, string]>([
  ["a budget without room", { id: "claude-opus-4-5" }, { maxOutputTokens: 1_024 }, "maxOutputTokens be 1025 or more"],
  ["a temperature beside it", proxy, { temperature: 0 }, "cannot think at temperature 0"],
  ["a model that cannot", { ...proxy, profile: { thinking: "none" } }, {}, '"qwen3" cannot be told how much to think'],
  ["a level that is none", {}, JSON.parse('{"reasoning":"max"}'), 'reasoning: "max", and there are "low", "medium"'],
])("%s is refused in words", async (...[_what, options, settings, words]) => {
  const model = new Claude({ baseURL: "http://127.0.0.1:1", ...options });
  const error = await failureOf(model, { settings: { reasoning: "high", ...settings } });
  expect(error.code).toBe("INVALID_CONFIG");
  expect(error.message).toContain(words);
});
