import type { Message } from "@definable/spec";
import { assertHistory, call, calls } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryStore } from "../../src/index.ts";
import { textOf } from "../../src/layers/query-of.ts";
import { tokensOf } from "../../src/layers/tokens-of.ts";
import { windowOf } from "../../src/layers/window-of.ts";
import { normaliseHistory } from "../../src/loop/normalise-history.ts";
import { holds } from "../invariants/property.ts";
import { anyHistory } from "../invariants/random-plan.ts";
import { scripted } from "../support/scripted.ts";
import { echo } from "../support/tools.ts";

const user = (content: string): Message => ({ role: "user", content });
const said = (content: string): Message => ({ role: "assistant", content });
const asks = (id: string): Message => ({
  role: "assistant",
  content: "",
  toolCalls: [{ id, name: "echo", arguments: "{}" }],
});
const result = (toolCallId: string): Message => ({ role: "tool", toolCallId, toolName: "echo", content: toolCallId });
const texts = (messages: readonly Message[]): readonly string[] =>
  messages.map((message) => textOf(message) || message.role);

const talk = [user("1"), said("a"), user("2"), said("b"), user("3"), asks("x"), result("x"), said("c")];

test("the newest turns stay, whole, as far as the limit allows", () => {
  expect(texts(windowOf(talk, { maxMessages: 7 }))).toEqual(["2", "b", "3", "assistant", "x", "c"]);
  expect(texts(windowOf(talk, { maxMessages: 4 }))).toEqual(["3", "assistant", "x", "c"]);
  expect(texts(windowOf(talk, {}))).toEqual(texts(talk));
});

test("the first turns stay too, and count", () => {
  expect(texts(windowOf(talk, { maxMessages: 6, keepFirst: 1 }))).toEqual(["1", "a", "3", "assistant", "x", "c"]);
  expect(texts(windowOf(talk, { maxMessages: 3, keepFirst: 9 }))).toEqual(["1", "a"]);
});

test("of a newest turn that is too long alone, its question and its last steps stay", () => {
  const long = [user("go"), asks("x"), result("x"), asks("y"), result("y"), said("done")];

  expect(texts(windowOf(long, { maxMessages: 4 }))).toEqual(["go", "assistant", "y", "done"]);
  expect(texts(windowOf(long, { maxMessages: 3 }))).toEqual(["go", "done"]);
  expect(windowOf(long, { maxMessages: 0 })).toEqual([]);
});

test("tokens are a quarter of the bytes", () => {
  const long = [user("x".repeat(4_000)), said("a"), user("2"), said("b")];

  expect(texts(windowOf(long, { maxTokens: 100 }))).toEqual(["2", "b"]);
  expect(tokensOf([user("ä".repeat(2_000))])).toBeGreaterThan(1_000);
});

test("any window of any legal history is legal for both vendors, and within its limits", async () => {
  const options = fc.record({
    maxMessages: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    maxTokens: fc.option(fc.nat({ max: 200 }), { nil: undefined }),
    keepFirst: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  });
  const one = fc.tuple(fc.array(anyHistory, { maxLength: 4 }), options);
  await holds({ name: "history windows", cases: 1_000, of: one }, async ([histories, limits]) => {
    const { messages } = normaliseHistory(histories.flat());

    const window = windowOf(messages, limits);

    for (const vendor of ["openai-chat", "anthropic"] as const) {
      assertHistory([...window, user("Go on")], vendor);
    }
    expect(window.length).toBeLessThanOrEqual(limits.maxMessages ?? messages.length);
    expect(tokensOf(window)).toBeLessThanOrEqual(limits.maxTokens ?? Number.POSITIVE_INFINITY);
    expect(window[0]?.role ?? "user").toBe("user");
    expect(messages).toEqual(normaliseHistory(histories.flat()).messages);
  });
});

test("the model reads the window, the output says what it read, and the session keeps all", async () => {
  const store = new MemoryStore();
  const { agent, model } = scripted(() => "Well.", { store, history: { maxMessages: 2 } });
  for (const words of ["1", "2", "3"]) await agent.run(words, { sessionId: "s" });

  const output = await agent.run("4", { sessionId: "s" });

  expect(texts(model.requests[3]?.messages ?? [])).toEqual(["3", "Well.", "4"]);
  expect([output.messages.length, output.historyLength]).toEqual([4, 2]);
  expect(store.sessions.read({ sessionId: "s" }).messages).toHaveLength(8);
});

test("earlier messages of the caller are cut too, the input never", async () => {
  const { agent, model } = scripted(["Well."], { history: { maxMessages: 0 } });

  await agent.run(
    [
      { role: "user", content: "a" },
      { role: "user", content: "b" },
    ],
    { messages: talk },
  );

  expect(texts(model.requests[0]?.messages ?? [])).toEqual(["a", "b"]);
});

test("a run of tools within a window goes on as any other", async () => {
  const script = ["Well.", calls(call("echo", { text: "x" })), "Done."];
  const { agent, model } = scripted(script, { tools: [echo], history: { maxMessages: 1 } });
  await agent.run("1", { sessionId: "s" });

  await agent.run("2", { sessionId: "s" });

  assertHistory(model.requests[2]?.messages ?? []);
  expect(texts(model.requests[2]?.messages ?? [])).toEqual(["2", "assistant", "x"]);
});
