import type { ContentBlock, ContentBlockParam, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { describe, expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { accumulated, failureOf } from "./sdk.ts";
import type { Params } from "./sdk.ts";
import { refusalOf } from "./rules.ts";

const question: MessageParam = { role: "user", content: "What is the time?" };
const answer: MessageParam = {
  role: "user",
  content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "Noon" }],
};
const tools = [{ name: "now", input_schema: { type: "object" as const } }];
const script = [reply({ thinking: "I look.", toolCalls: [{ name: "now", id: "toolu_1" }] }), reply({ text: "Noon." })];

/** Asks, changes what came, and sends it back with the result. Undefined when it is taken. */
async function sendBack(
  change: (content: ContentBlock[]) => ContentBlockParam[],
  params: { readonly first?: Params; readonly second?: Params } = {},
): Promise<unknown> {
  await using server = await fakeAnthropic({ script });
  const { content } = await accumulated(server, { messages: [question], tools, ...params.first });
  const messages: MessageParam[] = [question, { role: "assistant", content: change(content) }, answer];
  const call = accumulated(server, { messages, tools, ...params.first, ...params.second });
  return await call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const same = (content: ContentBlock[]): ContentBlockParam[] => content;
const changed =
  (change: object) =>
  (content: ContentBlock[]): ContentBlockParam[] =>
    content.map((block) => (block.type === "thinking" ? { ...block, ...change } : block));

const refused = (text: string): object => ({ status: 400, apiMessage: expect.stringContaining(text) });

describe("thinking that comes back", () => {
  it("is taken unchanged, wherever the marks of the cache are", async () => {
    expect(await sendBack(same)).toBeUndefined();
    const cached: Params = { cache_control: { type: "ephemeral" } };
    expect(await sendBack(same, { second: cached })).toBeUndefined();
  });

  it.each([
    ["text", { thinking: "I guess." }],
    ["signature", { signature: "EqoBCkgIARABGAIiQL" }],
  ])("is refused with another %s", async (_what, change) => {
    expect(await sendBack(changed(change))).toMatchObject(
      refused("messages.1.content.0: Invalid `signature` in `thinking` block"),
    );
  });

  it("is refused without a signature", async () => {
    expect(await sendBack(changed({ signature: undefined }))).toMatchObject(
      refused("messages.1.content.0.thinking.signature: Field required"),
    );
  });

  it("is refused when what was before it has changed", async () => {
    const second: Params = { system: "Be brief." };
    expect(await sendBack(same, { second })).toMatchObject(refused("The block is bound to a different conversation."));
  });

  it("may stand anywhere with a model that does not look", async () => {
    const first: Params = { model: "claude-sonnet-5" };
    expect(await sendBack(same, { first, second: { system: "Be brief." } })).toBeUndefined();
  });

  it("is left unread when another model said it", async () => {
    const second: Params = { model: "claude-fable-5-2", system: "Be brief." };
    expect(await sendBack(same, { second })).toBeUndefined();
  });

  it("may be left out", async () => {
    const without = (content: ContentBlock[]): ContentBlockParam[] => content.filter(({ type }) => type !== "thinking");
    expect(await sendBack(without)).toBeUndefined();
  });

  it("may not be left out where the model is given a budget for it", async () => {
    const first: Params = {
      model: "claude-haiku-4-5",
      thinking: { type: "enabled", budget_tokens: 1024 },
      max_tokens: 4000,
    };
    expect(await sendBack(same, { first })).toBeUndefined();
    const without = (content: ContentBlock[]): ContentBlockParam[] => content.filter(({ type }) => type !== "thinking");
    expect(await sendBack(without, { first })).toMatchObject(
      refused("Expected `thinking` or `redacted_thinking`, but found `tool_use`"),
    );
  });
});

describe("thinking is refused", () => {
  const thought = { type: "thinking", thinking: "Hm.", signature: "x" };
  const ended = { role: "assistant", content: [{ type: "text", text: "Hi" }, thought] };
  it.each([
    ["of a user", [{ role: "user", content: [thought] }], "may only be in `assistant` messages"],
    ["at the end of a message", [question, ended, question], "The final block in an assistant message cannot be"],
    [
      "with a mark of the cache",
      [
        question,
        {
          role: "assistant",
          content: [
            { ...thought, cache_control: {} },
            { type: "text", text: "Hi" },
          ],
        },
        question,
      ],
      "thinking.cache_control: Extra inputs are not permitted",
    ],
  ])("%s", async (...[_what, messages, text]) => {
    expect(await refusalOf({ messages })).toMatchObject(refused(text));
  });
});

it("what is hidden comes back as it was", async () => {
  const hidden = { type: "redacted_thinking" as const, data: "EmwKAhgBEgy3va3p" };
  await using server = await fakeAnthropic({
    script: [reply({ content: [hidden, { type: "text", text: "Hi" }] }), reply({ text: "Again." })],
  });
  const { content } = await accumulated(server, { messages: [question] });
  expect(content[0]).toEqual(hidden);
  await accumulated(server, { messages: [question, { role: "assistant", content }, question] });
  const empty = {
    role: "assistant",
    content: [
      { ...hidden, data: "" },
      { type: "text", text: "Hi" },
    ],
  } as const;
  const call = accumulated(server, { messages: [question, { ...empty, content: [...empty.content] }, question] });
  expect(await failureOf(call)).toMatchObject(refused("Invalid `data` in `redacted_thinking` block"));
});
