import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "fast-check";
import { fakeAnthropic as open } from "@definable/testing";
import type { AnthropicFakeBlock, FakeAnthropic } from "@definable/testing";
import type { AssistantMessage, Message } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import { ask } from "../ask.ts";
import { reply } from "../vendor.ts";

let server: FakeAnthropic;
beforeAll(async () => {
  server = await open();
});
afterAll(() => server.close());

const citation = { type: "web_search_result_location", url: "https://example.org", encrypted_index: "Eo8B" };

const anyBlock: fc.Arbitrary<AnthropicFakeBlock> = fc.oneof(
  fc.record({ type: fc.constant("text" as const), text: fc.constantFrom("So.", "Well, ", "", " ", "😀") }),
  fc.record({ type: fc.constant("text" as const), text: fc.constant("Tea."), citations: fc.constant([citation]) }),
  fc.record({ type: fc.constant("thinking" as const), thinking: fc.constantFrom("Hm.", "") }),
  fc.record({ type: fc.constant("redacted_thinking" as const), data: fc.constant("EmwK") }),
  fc.record({ type: fc.constant("tool_use" as const), name: fc.constantFrom("now", "search") }),
  fc.record({
    type: fc.constant("other" as const),
    block: fc.constantFrom({ type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { q: "tea" } }),
  }),
);

/** What a block says, without what the writer of a request adds or leaves out. */
const kindOf = (block: Record<string, unknown>): unknown => [
  block["type"],
  block["text"] ?? block["thinking"] ?? block["data"] ?? block["name"],
  block["citations"] ?? null,
];

/** The blocks that may come back: no blank text, and no thought at the end. */
function returnable(content: readonly AnthropicFakeBlock[]): readonly unknown[] {
  const kept = content.filter((block) => block.type !== "text" || String(block.text).trim() !== "");
  const end = kept.findLastIndex(({ type }) => type !== "thinking" && type !== "redacted_thinking");
  return kept.slice(0, end + 1).map((block) => kindOf(block.type === "other" ? block.block : { ...block }));
}

test("an answer goes back as it came, whatever its blocks and their order", async () => {
  const model = new Claude({ baseURL: server.baseURL, cache: false });
  const question: Message = { role: "user", content: "Go." };
  const content = fc.array(anyBlock, { minLength: 1, maxLength: 8 });
  const seed = Date.now() % 2 ** 31;
  console.info(`order of blocks: 200 cases, seed ${seed}`);
  const whole = fc.asyncProperty(content, fc.boolean(), async (blocks, stream) => {
    server.push(reply({ content: blocks }));
    const { reply: answer } = await ask(model, { messages: [question], settings: { stream } });
    const by = { provider: "anthropic", model: model.id } as const;
    const said: AssistantMessage = { role: "assistant", ...JSON.parse(JSON.stringify(answer)), ...by };
    const results = answer.toolCalls.map(({ id, name }): Message => ({
      role: "tool",
      toolCallId: id,
      toolName: name,
      content: "x",
    }));
    server.push(reply({ text: "ok" }));
    await ask(model, { messages: [question, said, ...results, question] });
    const back = server.requests.at(-1)?.messages.find(({ role }) => role === "assistant")?.["content"] ?? [];
    const sent = typeof back === "string" ? [{ type: "text", text: back }] : (back as Record<string, unknown>[]);
    expect(sent.map(kindOf)).toEqual(returnable(blocks));
  });
  await fc.assert(whole, { seed, numRuns: 200 });
}, 60_000);
