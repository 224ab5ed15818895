import type { AssistantMessage, JsonValue, Message, ToolMessage, UserMessage } from "@definable/spec";
import { describe, expect, it } from "vitest";
import { assertHistory, InvariantError } from "@definable/testing";

const user: UserMessage = { role: "user", content: "Hi" };
const said: AssistantMessage = { role: "assistant", content: "Hello." };
const asked: AssistantMessage = {
  role: "assistant",
  content: "",
  toolCalls: ["a", "b"].map((id) => ({ id, name: "search", arguments: "{}" })),
};
const result = (toolCallId: string, toolName = "search"): ToolMessage => ({
  role: "tool",
  toolCallId,
  toolName,
  content: "found",
});
const callOf = (patch: object): AssistantMessage => ({
  ...asked,
  toolCalls: [{ id: "a", name: "search", arguments: "{}", ...patch }],
});

describe("a legal history passes", () => {
  it.each<[string, Message[]]>([
    ["an empty one", []],
    ["words only", [user, said, user]],
    ["calls with their results", [user, asked, result("a"), result("b"), said]],
    ["the same call ids in two turns", [user, asked, result("a"), result("b"), asked, result("a"), result("b")]],
    ["arguments that are not JSON", [user, callOf({ arguments: "{" }), result("a")]],
    ["an assistant message first", [said, user]],
    ["a refusal without text", [user, { role: "assistant", content: "", refusal: "I may not." }]],
  ])("%s", (_title, messages) => {
    expect(() => assertHistory(messages)).not.toThrow();
  });

  it("an unanswered last batch, in order, when the run is paused", () => {
    assertHistory([user, asked, result("b")], "openai-chat", { open: true });
    expect(() => assertHistory([user, asked, result("b")])).toThrow(/call "a" directly after it/);
  });
});

describe("an illegal history is caught", () => {
  it.each<[string, Message[], [number, RegExp]]>([
    [
      "a call without result",
      [user, asked, result("a")],
      [4, /messages\[1\] \(assistant\): expected a result for the call "b"/],
    ],
    ["no result at all", [user, asked, said], [4, /call "a" directly after it/]],
    ["a result after other words", [user, asked, result("a"), user, result("b")], [4, /call "b" directly after it/]],
    ["two results for one call", [user, asked, result("a"), result("a"), result("b")], [4, /found a second/]],
    ["results in another order", [user, asked, result("b"), result("a")], [4, /call "a" directly after it/]],
    ["a result that nobody asked for", [user, said, result("z")], [4, /found "z"/]],
    ["a result first", [result("a")], [4, /messages\[0\] \(tool\)/]],
    ["a result of another tool", [user, asked, result("a", "other"), result("b")], [4, /toolName "search"/]],
    [
      "one id for two calls",
      [user, { ...asked, toolCalls: [...callIds("a", "a")] }, result("a")],
      [6, /found "a" twice/],
    ],
    ["an empty call id", [user, callOf({ id: "" }), result("")], [6, /found an empty one/]],
    ["a function name with a dot", [user, callOf({ name: "a.b" }), result("a", "a.b")], [6, /found "a\.b"/]],
    ["arguments as an object", [user, callOf({ arguments: {} }), result("a")], [6, /arguments as text/]],
    ["an empty assistant message", [user, { role: "assistant", content: "" }], [6, /found an empty message/]],
    ["a user without parts", [{ role: "user", content: [] }], [6, /at least one part/]],
    ["a participant with a space", [{ ...user, name: "Ada L" }], [6, /found "Ada L"/]],
  ])("%s", (_title, messages, [invariant, words]) => {
    const check = (): void => assertHistory(messages);
    expect(check).toThrow(InvariantError);
    expect(check).toThrow(words);
    expect(check).toThrow(expect.objectContaining({ invariant }));
  });

  it("results in another order also while the run is paused", () => {
    const messages = [user, asked, result("b"), result("a")];
    expect(() => assertHistory(messages, "openai-chat", { open: true })).toThrow(/found "a" late/);
  });

  it("an unanswered call before the last message also while the run is paused", () => {
    expect(() => assertHistory([user, asked, user], "openai-chat", { open: true })).toThrow(/call "a" directly/);
  });
});

const signed = (patch: object): AssistantMessage => ({
  ...said,
  reasoning: [{ text: "Hm.", signature: "x" }],
  provider: "anthropic",
  model: "claude-opus-5-5",
  ...patch,
});

describe("Anthropic's rules", () => {
  it.each<[string, Message[]]>([
    ["calls with their results", [user, asked, result("a"), result("b"), said]],
    ["a long name of a tool", [user, callOf({ name: "n".repeat(100) }), result("a", "n".repeat(100))]],
    ["a participant with a space", [{ ...user, name: "Ada L" }]],
    ["signed thinking with its author", [user, signed({})]],
    ["hidden thinking", [user, signed({ reasoning: [{ text: "", redacted: "EmwK" }] })]],
    ["unsigned thinking of anybody", [user, { ...said, reasoning: [{ text: "Hm." }] }]],
  ])("let pass %s", (_title, messages) => {
    expect(() => assertHistory(messages, "anthropic")).not.toThrow();
  });

  it.each<[string, Message[], RegExp]>([
    ["an empty call id", [user, callOf({ id: "" }), result("")], /found an empty one/],
    ["a tool name with a dot", [user, callOf({ name: "a.b" }), result("a", "a.b")], /found "a\.b"/],
    ["signed thinking of nobody", [user, signed({ model: undefined })], /provider and model beside signed reasoning/],
    [
      "thinking that is hidden and not",
      [user, signed({ reasoning: [{ text: "Hm.", redacted: "EmwK" }] })],
      /redacted reasoning alone/,
    ],
    ["a call without result", [user, asked, result("a")], /a result for the call "b"/],
  ])("catch %s", (_title, messages, words) => {
    expect(() => assertHistory(messages, "anthropic")).toThrow(words);
  });
});

const items = (...list: readonly JsonValue[]): Partial<AssistantMessage> => ({
  providerData: { openai: { items: list } },
});
const sealed = (patch: object): AssistantMessage => signed({ provider: "openai", model: "gpt-5", ...patch });
const thought = { type: "reasoning", id: "rs_1", summary: [3] };
const words = { type: "message", id: "msg_1", length: 6 };

describe("the rules of OpenAI's Responses", () => {
  it.each<[string, Message[]]>([
    ["calls with their results", [user, asked, result("a"), result("b"), said]],
    ["a participant with a space", [{ ...user, name: "Ada L" }]],
    ["a sealed thought and what it led to", [user, sealed(items(thought, words))]],
    ["items of another vendor", [user, sealed({ ...items(thought), provider: "other" })]],
  ])("let pass %s", (_title, messages) => {
    expect(() => assertHistory(messages, "openai-responses")).not.toThrow();
  });

  it.each<[string, Message[], RegExp]>([
    ["a call without result", [user, asked, result("a")], /a result for the call "b"/],
    ["a result that nobody asked for", [user, said, result("z")], /found "z"/],
    ["one id for two calls", [user, { ...asked, toolCalls: callIds("a", "a") }, result("a")], /found "a" twice/],
    ["an empty call id", [user, callOf({ id: "" }), result("")], /found an empty one/],
    ["a long name of a function", [user, callOf({ name: "n".repeat(65) }), result("a")], /a function name like/],
    ["an empty answer", [user, { role: "assistant", content: "" }], /found an empty message/],
    ["a sealed thought of nobody", [user, sealed({ model: undefined })], /provider and model beside/],
    ["a thought that led to nothing", [user, sealed(items(words, thought))], /behind the reasoning "rs_1"/],
    ["an item that is there twice", [user, sealed(items(thought, words, thought, words))], /found "rs_1" twice/],
  ])("catch %s", (_title, messages, found) => {
    expect(() => assertHistory(messages, "openai-responses")).toThrow(found);
  });
});

function callIds(...ids: readonly string[]): NonNullable<AssistantMessage["toolCalls"]> {
  return ids.map((id) => ({ id, name: "search", arguments: "{}" }));
}
