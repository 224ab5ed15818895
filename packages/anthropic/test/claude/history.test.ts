import { expect, test } from "vitest";
import type { ContentPart, Message } from "@definable/spec";
import { ClaudeRequestWriter } from "../../src/claude/request.ts";
import { profileOf } from "../../src/claude/profile.ts";
import { requestOf } from "../ask.ts";

const id = "claude-opus-5-5";
const writer = (): ClaudeRequestWriter =>
  new ClaudeRequestWriter({ id, provider: "anthropic", profile: profileOf(id, true), cache: false });

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
  const subject = writer();
  const history = [message("a"), message("b")];
  subject.write(requestOf({ messages: history }));
  const seen = looked.length;
  const { body } = subject.write(requestOf({ messages: [...history, message("c")] }));
  expect(looked.slice(seen).every((name) => name === "c")).toBe(true);
  expect(JSON.stringify(body.messages)).toMatch(/a.*b.*c/);
});

test("nothing of one request shows in the next", () => {
  const subject = writer();
  const messages: Message[] = [{ role: "user", content: "Hello" }];
  subject.write(requestOf({ messages, instructions: "Be brief.", settings: { stop: ["x"] } }));
  const { body } = subject.write(requestOf({ messages }));
  expect(body).toEqual({
    model: id,
    max_tokens: 128_000,
    messages: [{ role: "user", content: "Hello" }],
    stream: true,
  });
});

test("what stands for the past is the same for the same past, and another for another", () => {
  const messages: Message[] = [
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi" },
    { role: "user", content: "How?" },
  ];
  const prefixOf = (question: Parameters<typeof requestOf>[0]): string | undefined => {
    const { prefix } = writer().write(requestOf({ messages, ...question }));
    return prefix();
  };
  const same = prefixOf({});
  expect(prefixOf({ messages: structuredClone(messages), settings: { stop: ["x"] } })).toBe(same);
  const others = [
    prefixOf({ instructions: "Be brief." }),
    prefixOf({ tools: [{ name: "a", description: "", parameters: {} }] }),
    prefixOf({ messages: messages.slice(0, 1) }),
    prefixOf({ messages: messages.with(1, { role: "assistant", content: "Ho" }) }),
  ];
  expect(new Set([same, ...others]).size).toBe(5);
});
