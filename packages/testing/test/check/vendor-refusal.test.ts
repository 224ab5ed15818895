import type { JsonObject } from "@definable/spec";
import { describe, expect, it } from "vitest";
import { vendorRefusal } from "../../src/index.ts";

const user = { role: "user", content: "Hi" };

const chat = (...messages: readonly JsonObject[]): JsonObject => ({ model: "gpt-4o", messages: [user, ...messages] });
const chatCalls = (...ids: readonly string[]): JsonObject => ({
  role: "assistant",
  content: null,
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "now", arguments: "{}" } })),
});
const chatResult = (id: string): JsonObject => ({ role: "tool", tool_call_id: id, content: "Noon" });

const responses = (...input: readonly JsonObject[]): JsonObject => ({ model: "gpt-5", input: [user, ...input] });
const call = (id: string): JsonObject => ({ type: "function_call", call_id: id, name: "now", arguments: "{}" });
const result = (id: string): JsonObject => ({ type: "function_call_output", call_id: id, output: "Noon" });

const claude = (...messages: readonly JsonObject[]): JsonObject => ({
  model: "claude-opus-5-5",
  max_tokens: 1_000,
  messages: [user, ...messages],
});
const uses = (...ids: readonly string[]): JsonObject => ({
  role: "assistant",
  content: ids.map((id) => ({ type: "tool_use", id, name: "now", input: {} })),
});
const results = (...ids: readonly string[]): JsonObject => ({
  role: "user",
  content: ids.map((id) => ({ type: "tool_result", tool_use_id: id, content: "Noon" })),
});

describe("each vendor takes calls with their results", () => {
  it.each([
    ["openai-chat", chat(chatCalls("a", "b"), chatResult("a"), chatResult("b"))],
    ["openai-responses", responses(call("a"), call("b"), result("a"), result("b"))],
    ["anthropic", claude(uses("a", "b"), results("a", "b"))],
  ] as const)("%s", (vendor, body) => {
    expect(vendorRefusal(vendor, body)).toBeUndefined();
  });
});

describe("each vendor refuses, in its own words,", () => {
  it.each([
    ["a call without a result", "openai-chat", chat(chatCalls("a", "b"), chatResult("a")), /did not have response .*b/],
    ["a call without a result", "openai-responses", responses(call("a")), /No tool output found .* a/],
    ["a call without a result", "anthropic", claude(uses("a"), user), /without `tool_result` blocks/],
    ["a result without a call", "openai-chat", chat(chatResult("a")), /must be a response to a preceeding/],
    ["a result without a call", "openai-responses", responses(result("a")), /No tool call found .* a/],
    ["a result without a call", "anthropic", claude(results("a")), /unexpected `tool_use_id`/],
    ["two results", "openai-chat", chat(chatCalls("a"), chatResult("a"), chatResult("a")), /Duplicate value/],
    ["two results", "openai-responses", responses(call("a"), result("a"), result("a")), /No tool call found/],
    ["two results", "anthropic", claude(uses("a"), results("a", "a")), /each tool_use must have a single result/],
    ["one id for two calls", "openai-chat", chat(chatCalls("a", "a"), chatResult("a")), /Duplicate value for 'id'/],
    [
      "one id for two calls",
      "openai-responses",
      responses(call("a"), call("a"), result("a")),
      /Duplicate function call/,
    ],
    ["one id for two calls", "anthropic", claude(uses("a", "a"), results("a")), /ids must be unique/],
    ["an empty answer", "openai-chat", chat({ role: "assistant", content: null }), /expected a string, got null/],
    ["an empty answer", "anthropic", claude({ role: "assistant", content: "" }, user), /must have non-empty content/],
    [
      "a thought of another vendor",
      "openai-responses",
      responses({ type: "reasoning", id: "rs_1", summary: [], encrypted_content: "EmwK" }, call("a"), result("a")),
      /could not be verified/,
    ],
    [
      "a thought of another vendor",
      "anthropic",
      claude({ role: "assistant", content: [{ type: "thinking", thinking: "Hm.", signature: "gAAA" }] }, user),
      /Invalid `signature`|final block/,
    ],
  ] as const)("%s (%s)", (...[_what, vendor, body, words]) => {
    expect(vendorRefusal(vendor, body)).toMatch(words);
  });
});
