import { Claude } from "@definable/anthropic";
import { OpenAIChat, OpenAIResponses } from "@definable/openai";
import type { Message, Model, ModelReply, ModelRequest } from "@definable/spec";
import { anthropicReply, assertHistory, fakeAnthropic, fakeOpenAI, openAIReply } from "@definable/testing";
import type { FakeAnthropic, FakeOpenAI, OpenAIFakeItem } from "@definable/testing";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { normaliseHistory } from "../../src/loop/normalise-history.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyVendorHistory } from "./vendor-histories.ts";
import type { SignedThought } from "./vendor-histories.ts";
import type { Asked } from "./vendors-without-sockets.ts";
import { withoutSockets } from "./vendors-without-sockets.ts";

let openai: FakeOpenAI;
let anthropic: FakeAnthropic;
beforeAll(async () => {
  openai = await fakeOpenAI({ script: () => openAIReply({ text: "ok" }) });
  anthropic = await fakeAnthropic({ script: () => anthropicReply({ text: "ok" }) });
});
afterAll(() => Promise.all([openai.close(), anthropic.close()]));
afterEach(() => void vi.unstubAllGlobals());

const tools = ["search", "now"].map((name) => ({ name, description: "For tests.", parameters: { type: "object" } }));

const requestOf = (messages: readonly Message[], more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: Object.assign([...messages], { toArray: () => [...messages] }),
  tools,
  settings: {},
  signal: new AbortController().signal,
  ...more,
});

const HOST = "vendor.test";
const BASE_URL = `http://${HOST}/v1`;

const hello: Message = { role: "user", content: "Hi" };

const nothingAsked = (): Asked => ({ sealed: { openai: 0, anthropic: 0 }, refusals: [] });

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

/** Thinking that Claude really said, with everything that has to come back with it. */
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
    const { reasoning, providerData } = await ask(model, requestOf([hello]));
    return { provider: model.provider, model: model.id, reasoning, providerData };
  });
  return await Promise.all(thoughts);
}

const responses = (baseURL: string, id: string = "gpt-5"): OpenAIResponses => new OpenAIResponses({ id, baseURL });

/** What a model of the Responses API really said: whole, and with its words or calls changed by somebody since. */
async function sealedThoughts(): Promise<readonly SignedThought[]> {
  const thought = { type: "reasoning", summary: ["Once."] } as const;
  const hidden = { type: "reasoning" } as const;
  const call = { type: "function_call", name: "now" } as const;
  const words = { type: "message", text: "So." } as const;
  const search = { type: "other", item: { type: "web_search_call", id: "ws_1", status: "completed" } } as const;
  const outputs = [
    [thought, words],
    [hidden, words, thought, call, call],
    [thought, hidden, call],
    [hidden, search, words],
    [words, thought],
  ];
  await using server = await fakeOpenAI();
  // Sealed thoughts go back to the host alone that sealed them, and the histories are sent to this one.
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    send(url.replace(HOST, new URL(server.baseURL).host), init),
  );
  const said: SignedThought[] = [];
  for (const output of outputs) {
    for (const model of [responses(BASE_URL), responses(BASE_URL, "gpt-5-mini")]) {
      server.push(openAIReply({ output }));
      const { content, providerData, reasoning, toolCalls } = await ask(model, requestOf([hello]));
      const by = { provider: model.provider, model: model.id, reasoning, providerData };
      const whole = { ...by, content, toolCalls };
      const { items = [], ...at } = Object(providerData?.["openai"]);
      // As if the reply had been cut, or somebody had put its items in another order.
      const cut = { openai: { ...at, items: items.slice(0, -1) } };
      const turned = { openai: { ...at, items: items.toReversed() } };
      said.push(whole, whole, by, { ...whole, reasoning: [] });
      said.push(
        { ...by, content: "", providerData: cut },
        { ...whole, providerData: cut },
        { ...whole, providerData: turned },
      );
    }
  }
  vi.unstubAllGlobals();
  return said;
}

test("whatever the vendors and a caller left, all of them take it", { timeout: PATIENCE }, async () => {
  const left = [...(await signedThoughts()), ...(await sealedThoughts())];
  const of = fc.record({ history: anyVendorHistory(left), bound: fc.boolean() });
  const asked = nothingAsked();
  vi.stubGlobal("fetch", withoutSockets(asked));
  const gpt = new OpenAIChat({ id: "gpt-4o", baseURL: BASE_URL, profile: { strictApi: true } });
  const thinker = responses(BASE_URL);
  const [free, bound] = claudes(BASE_URL);
  await holds({ name: "all vendors, histories", cases: 10_000, of }, async (one) => {
    const { messages, system } = normaliseHistory(one.history, [{ role: "user", content: "Go on." }]);
    const request = requestOf(messages, { instructions: system.join("\n"), settings: { stream: false } });
    await Promise.all([ask(gpt, request), ask(thinker, request), ask(one.bound ? bound : free, request)]);
    expect(asked.refusals).toEqual([]);
  });
  // A test in which no thinking ever comes back would be worth nothing.
  expect(asked.sealed.openai).toBeGreaterThan(200);
  expect(asked.sealed.anthropic).toBeGreaterThan(200);
});

test.each([
  [
    "OpenAI's chat",
    (baseURL: string): Model => new OpenAIChat({ id: "gpt-4o", baseURL, profile: { strictApi: true } }),
  ],
  ["OpenAI's responses", (baseURL: string): Model => responses(baseURL)],
  ["Anthropic", (baseURL: string): Model => claudes(baseURL)[0]],
])("%s refuses a history that is sent as it was brought", { timeout: PATIENCE }, async (_vendor, modelAt) => {
  const of = anyVendorHistory([...(await signedThoughts()), ...(await sealedThoughts())]);
  vi.stubGlobal("fetch", withoutSockets(nothingAsked()));
  const model = modelAt(BASE_URL);
  const error = await caught({ name: "mutant, histories", cases: 200, of }, async (history) => {
    await ask(model, requestOf(history));
  });
  expect(error).toMatchObject({ code: "MODEL_BAD_REQUEST" });
});

interface Turn {
  readonly by: 0 | 1 | 2 | 3;
  readonly instructions: string;
  readonly says: readonly ("thinking" | "redacted" | "text" | "call")[];
  readonly stopReason: "max_tokens" | undefined;
}

const anyTurn: fc.Arbitrary<Turn> = fc.record({
  by: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  instructions: fc.constantFrom("It is Monday.", "It is Monday.", "It is Tuesday."),
  says: fc.array(fc.constantFrom("thinking" as const, "redacted" as const, "text" as const, "call" as const), {
    maxLength: 5,
  }),
  stopReason: fc.constantFrom(undefined, undefined, undefined, "max_tokens" as const),
});

function itemOf(block: Turn["says"][number]): OpenAIFakeItem {
  switch (block) {
    case "thinking":
      return { type: "reasoning", summary: ["Hm."] };
    case "redacted":
      return { type: "reasoning" };
    case "text":
      return { type: "message", text: "So." };
    case "call":
      return { type: "function_call", name: "now" };
    default:
      return block satisfies never;
  }
}

/** What the vendor of a turn answers. */
function answerTo({ by, says, stopReason }: Turn): void {
  if (by === 3) {
    openai.push(openAIReply({ output: says.map(itemOf), finishReason: stopReason && "length" }));
    return;
  }
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
    responses(openai.baseURL),
  ];
  const of = fc.array(anyTurn, { minLength: 2, maxLength: 8 });
  const sentBack = { openai: 0, anthropic: 0 };
  await holds({ name: "all vendors, conversations", cases: 200, of }, async (turns) => {
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
    const legal = normaliseHistory(messages).messages;
    for (const vendor of ["openai-chat", "openai-responses", "anthropic"] as const) assertHistory(legal, vendor);
    if (JSON.stringify(anthropic.requests.at(-1)?.body ?? null).includes('"signature"')) sentBack.anthropic += 1;
    if (JSON.stringify(openai.requests.at(-1)?.body ?? null).includes('"encrypted_content"')) sentBack.openai += 1;
  });
  expect([...openai.requests, ...anthropic.requests].filter(({ rejection }) => rejection !== undefined)).toEqual([]);
  // A test in which no thinking ever comes back would be worth nothing.
  expect(Math.min(sentBack.anthropic, sentBack.openai)).toBeGreaterThan(10);
});
