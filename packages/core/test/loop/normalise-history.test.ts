import type { AssistantMessage, Message, ToolMessage } from "@definable/spec";
import { assertHistory } from "@definable/testing";
import { expect, test } from "vitest";
import { normaliseHistory } from "../../src/loop/normalise-history.ts";
import { scripted } from "../support/scripted.ts";

const user = (content: string): Message => ({ role: "user", content });
const said = (content: string): AssistantMessage => ({ role: "assistant", content });
const asked = (...ids: readonly string[]): AssistantMessage => ({
  role: "assistant",
  content: "",
  toolCalls: ids.map((id) => ({ id, name: "search", arguments: "{}" })),
});
const result = (toolCallId: string, content = `of ${toolCallId}`): ToolMessage => ({
  role: "tool",
  toolCallId,
  toolName: "search",
  content,
});

/** What a history becomes, in a few words a message; checked to be legal on the way. */
function legal(...history: readonly Message[]): readonly string[] {
  const { messages } = normaliseHistory(history);
  assertHistory(messages);
  return messages.map((message) => {
    if (message.role === "tool") return `${message.toolCallId}: ${message.content}`;
    const calls = message.role === "assistant" ? (message.toolCalls ?? []).map(({ id }) => id) : [];
    return [message.role, ...calls, typeof message.content === "string" ? message.content : "parts"]
      .filter((part) => part !== "")
      .join(" ");
  });
}

test("a legal history stays as it is", () => {
  const history = [user("Hi"), asked("a", "b"), result("a"), result("b"), said("Done")];

  expect(normaliseHistory(history).messages).toEqual(history);
});

test("the input stands at the end", () => {
  expect(normaliseHistory([said("Hello")], [user("Hi")]).messages).toEqual([said("Hello"), user("Hi")]);
  expect(normaliseHistory([asked("a"), result("a")], [user("Hi")]).messages.at(-1)).toEqual(user("Hi"));
});

test("a call without a result gets one that says that it waits", () => {
  expect(legal(asked("a", "b"), result("b"))).toEqual([
    "assistant a b",
    expect.stringMatching(/^a: .*waiting for approval/),
    "b: of b",
  ]);
});

test("a result without a call is dropped", () => {
  expect(legal(user("Hi"), result("a"), said("Hello"), result("b"))).toEqual(["user Hi", "assistant Hello"]);
});

test("of two results for one call the later is the real one", () => {
  expect(legal(asked("a"), result("a", "waiting"), result("a", "done"))).toEqual(["assistant a", "a: done"]);
});

test("results come in the model's order, right after their message", () => {
  expect(legal(asked("a", "b"), result("b"), user("And?"), result("a"))).toEqual([
    "assistant a b",
    "a: of a",
    "b: of b",
    "user And?",
  ]);
});

test("a result never crosses the next message of the model", () => {
  expect(legal(asked("a"), said("Well"), result("a"))).toEqual([
    "assistant a",
    expect.stringContaining("waiting"),
    "assistant Well",
  ]);
});

test("an id that is used again, or is empty, is renamed together with its result", () => {
  expect(legal(asked("a"), result("a", "1"), asked("a", ""), result("a", "2"), result("", "3"))).toEqual([
    "assistant a",
    "a: 1",
    "assistant a_2 call",
    "a_2: 2",
    "call: 3",
  ]);
});

test("system messages become instructions", async () => {
  const { agent, model } = scripted(["Hello"], { instructions: "Be brief." });
  const messages: readonly Message[] = [{ role: "system", content: "Be kind." }, user("Earlier")];

  const output = await agent.run("Hi", { messages });

  expect(model.requests[0]).toMatchObject({
    instructions: "Be brief.\n\nBe kind.",
    messages: [user("Earlier"), user("Hi")],
  });
  expect(output.messages.map((message) => message.role)).toEqual(["user", "user", "assistant"]);
});

test("a message that says nothing is dropped, one that says it without text is kept", () => {
  const refusal: AssistantMessage = { role: "assistant", content: "", refusal: "No." };
  const drawn: AssistantMessage = { role: "assistant", content: "", images: [{ url: "https://example.org/a.png" }] };

  expect(normaliseHistory([user(""), said(""), { role: "user", content: [] }, refusal, drawn]).messages).toEqual([
    refusal,
    drawn,
  ]);
});

test("what it is given is not changed", () => {
  const history = [asked("a"), asked("a"), result("a")];
  const before = structuredClone(history);

  normaliseHistory(Object.freeze(history), Object.freeze([user("Hi")]));

  expect(history).toEqual(before);
});

test.each<[string, unknown]>([
  ["a hole", undefined],
  ["null", null],
  ["text", "Hi"],
  ["a foreign role", { role: "developer", content: "Obey" }],
  ["a user without content", { role: "user" }],
  ["an assistant without content", { role: "assistant" }],
  ["a result without content", { role: "tool", toolCallId: "a", toolName: "search" }],
  ["calls that are none", { role: "assistant", content: "", toolCalls: [{}] }],
])("%s among the messages fails the run before the model is asked", async (_title, message) => {
  const { agent, model } = scripted([]);

  // What a caller without types may pass.
  const { output } = agent.runStream("Hi", { messages: [user("Earlier"), message as Message] });

  expect(await output).toMatchObject({ errorCode: "INVALID_INPUT", error: expect.stringContaining("Message 1") });
  expect(model.callCount).toBe(0);
});
