import { Claude } from "@definable/anthropic";
import { OpenAIChat } from "@definable/openai";
import type { Message, Model, ModelReply, ModelRequest } from "@definable/spec";
import { anthropicReply, fakeAnthropic, fakeOpenAI, openAIReply } from "@definable/testing";
import type { FakeAnthropic, FakeOpenAI } from "@definable/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { normaliseHistory } from "../../src/loop/normalise-history.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyVendorHistory } from "./vendor-histories.ts";
import type { SignedThought } from "./vendor-histories.ts";

let openai: FakeOpenAI;
let anthropic: FakeAnthropic;
beforeAll(async () => {
  openai = await fakeOpenAI({ script: () => openAIReply({ text: "ok" }) });
  anthropic = await fakeAnthropic({ script: () => anthropicReply({ text: "ok" }) });
});
afterAll(() => Promise.all([openai.close(), anthropic.close()]));

const tools = ["search", "now"].map((name) => ({ name, description: "For tests.", parameters: { type: "object" } }));

const requestOf = (messages: readonly Message[], more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: Object.assign([...messages], { toArray: () => [...messages] }),
  tools,
  settings: {},
  signal: new AbortController().signal,
  ...more,
});

const deaf = { text: () => undefined, reasoning: () => undefined };
const ask = (model: Model, request: ModelRequest): Promise<ModelReply> => model.respond(request, deaf);

const said = (
  { content, toolCalls, reasoning, providerData }: ModelReply,
  { provider, id: model }: Model,
): Message => ({
  role: "assistant",
  content,
  toolCalls,
  reasoning,
  providerData,
  provider,
  model,
});

/** Claude whose thinking may stand anywhere, and Claude whose thinking may not. */
const claudes = (baseURL: string): readonly [free: Claude, bound: Claude] => [
  new Claude({ id: "claude-sonnet-5", baseURL }),
  new Claude({ id: "claude-opus-5-5", baseURL }),
];

/** Thinking that was really said, with everything that has to come back with it. */
async function signedThoughts(): Promise<readonly SignedThought[]> {
  const script = (): ReturnType<typeof anthropicReply> =>
    anthropicReply({
      content: [
        { type: "thinking", thinking: "Once." },
        { type: "redacted_thinking", data: "EmwK" },
        { type: "text", text: "So." },
        { type: "thinking", thinking: "Twice." },
        { type: "text", text: "Well" },
      ],
    });
  await using server = await fakeAnthropic({ script });
  const thoughts = claudes(server.baseURL).map(async (model): Promise<SignedThought> => {
    const { reasoning, providerData } = await ask(model, requestOf([{ role: "user", content: "Hi" }]));
    return { provider: model.provider, model: model.id, reasoning, providerData };
  });
  return await Promise.all(thoughts);
}

test("whatever two vendors and a caller left, both take it", { timeout: PATIENCE }, async () => {
  const of = fc.record({ history: anyVendorHistory(await signedThoughts()), bound: fc.boolean() });
  const gpt = new OpenAIChat({ id: "gpt-4o", baseURL: openai.baseURL, profile: { strictApi: true } });
  const [free, bound] = claudes(anthropic.baseURL);
  await holds({ name: "two vendors, histories", cases: 1_000, of }, async (one) => {
    const { messages, system } = normaliseHistory(one.history, [{ role: "user", content: "Go on." }]);
    const request = requestOf(messages, { instructions: system.join("\n") });
    await Promise.all([ask(gpt, request), ask(one.bound ? bound : free, request)]);
  });
});

test("the check catches a history that is sent as it was brought", { timeout: PATIENCE }, async () => {
  const of = anyVendorHistory(await signedThoughts());
  const [claude] = claudes(anthropic.baseURL);
  const error = await caught({ name: "mutant, histories", cases: 200, of }, async (history) => {
    await ask(claude, requestOf(history));
  });
  expect(error).toMatchObject({ code: "MODEL_BAD_REQUEST" });
});

interface Turn {
  readonly by: 0 | 1 | 2;
  readonly instructions: string;
  readonly says: readonly ("thinking" | "redacted" | "text" | "call")[];
  readonly stopReason: "max_tokens" | undefined;
}

const anyTurn: fc.Arbitrary<Turn> = fc.record({
  by: fc.constantFrom(0 as const, 1 as const, 2 as const),
  instructions: fc.constantFrom("It is Monday.", "It is Monday.", "It is Tuesday."),
  says: fc.array(fc.constantFrom("thinking" as const, "redacted" as const, "text" as const, "call" as const), {
    maxLength: 5,
  }),
  stopReason: fc.constantFrom(undefined, undefined, undefined, "max_tokens" as const),
});

/** What the vendor of a turn answers. */
function answerTo({ by, says, stopReason }: Turn): void {
  if (by === 0) {
    const toolCalls = says.filter((block) => block === "call").map(() => ({ name: "now" }));
    openai.push(openAIReply({ text: says.includes("text") ? "So." : undefined, reasoning: "Hm.", toolCalls }));
    return;
  }
  const content = says.map((block, index) => {
    switch (block) {
      case "thinking":
        return { type: "thinking" as const, thinking: `Thought ${index}.` };
      case "redacted":
        return { type: "redacted_thinking" as const, data: "EmwK" };
      case "text":
        return { type: "text" as const, text: "So." };
      case "call":
        return { type: "tool_use" as const, name: "now" };
      default:
        return block satisfies never;
    }
  });
  anthropic.push(anthropicReply({ content, stopReason }));
}

test("a conversation that changes its vendor at any moment goes on", { timeout: PATIENCE }, async () => {
  const models: readonly Model[] = [
    new OpenAIChat({ id: "gpt-4o", baseURL: openai.baseURL }),
    ...claudes(anthropic.baseURL),
  ];
  const of = fc.array(anyTurn, { minLength: 2, maxLength: 8 });
  let sentBack = 0;
  await holds({ name: "two vendors, conversations", cases: 200, of }, async (turns) => {
    const messages: Message[] = [{ role: "user", content: "Hi" }];
    for (const turn of turns) {
      const model = models[turn.by];
      if (model === undefined) continue;
      answerTo(turn);
      const reply = await ask(model, requestOf(messages, { instructions: turn.instructions }));
      messages.push(said(reply, model));
      const results = reply.toolCalls.map(({ id, name }): Message => ({
        role: "tool",
        toolCallId: id,
        toolName: name,
        content: "Noon",
      }));
      if (results.length > 0) messages.push(...results);
      else messages.push({ role: "user", content: "Go on." });
    }
    if (JSON.stringify(anthropic.requests.at(-1)?.body).includes('"signature"')) sentBack += 1;
  });
  // A test in which no thinking ever comes back would be worth nothing.
  expect(sentBack).toBeGreaterThan(20);
});
