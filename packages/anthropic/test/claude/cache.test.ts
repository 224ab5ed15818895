import { expect, test } from "vitest";
import type { Message } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import type { ClaudeOptions } from "../../src/index.ts";
import { ask } from "../ask.ts";
import type { Question } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

const tools = ["a", "b"].map((name) => ({ name, description: "For tests.", parameters: { type: "object" } }));
const conversation: Message[] = [
  { role: "user", content: "One" },
  { role: "assistant", content: "Two" },
  { role: "user", content: "Three" },
  { role: "assistant", content: "", toolCalls: [{ id: "call_1", name: "a", arguments: "{}" }] },
  { role: "tool", toolCallId: "call_1", toolName: "a", content: "Four" },
];

/** Where the marks are, and which. */
async function marksOf(question: Question, options: ClaudeOptions = {}): Promise<readonly string[]> {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, ...options }), { instructions: "Be brief.", ...question });
  return marksIn(server.requests[0]?.body, "");
}

function marksIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "cache_control" ? [`${path} ${JSON.stringify(inner)}`] : marksIn(inner, `${path}/${key}`),
  );
}

const short = '{"type":"ephemeral"}';

test("tools, instructions and the last two turns of the user are kept", async () => {
  const marks = await marksOf({ messages: conversation, tools });
  expect(marks.toSorted()).toEqual([
    `/messages/2/content/0 ${short}`,
    `/messages/4/content/0 ${short}`,
    `/system/0 ${short}`,
    `/tools/1 ${short}`,
  ]);
});

test("a single question is not kept, because nothing comes after it", async () => {
  expect(await marksOf({})).toEqual([`/system/0 ${short}`]);
});

test("an hour is asked for by name, false keeps nothing, and marks of the caller are left alone", async () => {
  expect(await marksOf({}, { cache: "1h" })).toEqual(['/system/0 {"type":"ephemeral","ttl":"1h"}']);
  expect(await marksOf({ messages: conversation, tools }, { cache: false })).toEqual([]);
  const providerOptions = { anthropic: { cache_control: { type: "ephemeral" } } };
  expect(await marksOf({ messages: conversation, tools, providerOptions })).toEqual([` ${short}`]);
});

test("a mark of one request is not in the next", async () => {
  await using server = await fakeAnthropic({ script: () => reply({ text: "ok" }) });
  const model = new Claude({ baseURL: server.baseURL });
  for (const length of [1, 3, 5]) await ask(model, { messages: conversation.slice(0, length), tools });
  const counts = server.requests.map(
    ({ body }) => marksIn(body, "").filter((mark) => mark.startsWith("/messages")).length,
  );
  expect(counts).toEqual([1, 2, 2]);
});
