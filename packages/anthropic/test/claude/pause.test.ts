import { expect, test } from "vitest";
import type { Message } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import { ask } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

const question: Message = { role: "user", content: "Search." };
const search = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { q: "tea" } };
const found = { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [] };
const paused = {
  content: [
    { type: "thinking", thinking: "I search." },
    { type: "text", text: "One moment. " },
    { type: "other", block: search },
  ],
  stopReason: "pause_turn",
  usage: { inputTokens: 10, outputTokens: 5 },
} as const;
const rest = {
  content: [
    { type: "other", block: found },
    { type: "thinking", thinking: "Found." },
    { type: "text", text: "Here it is." },
  ],
  usage: { inputTokens: 20, cacheReadTokens: 4, outputTokens: 7 },
} as const;

test.each([true, false])("an answer that the vendor pauses is one answer (streamed: %s)", async (stream) => {
  await using server = await fakeAnthropic({ script: [reply(paused), reply(rest), reply({ text: "Bye." })] });
  const model = new Claude({ baseURL: server.baseURL, cache: false });
  const answer = await ask(model, { messages: [question], settings: { stream } });
  expect(answer.text.join("")).toBe("One moment. Here it is.");
  expect(answer.reply).toMatchObject({
    content: "One moment. Here it is.",
    finishReason: "stop",
    usage: { inputTokens: 34, outputTokens: 12, totalTokens: 46, cacheReadTokens: 4 },
  });
  expect(server.requests[1]?.messages).toMatchObject([
    question,
    { role: "assistant", content: [{ thinking: "I search." }, { text: "One moment. " }, search] },
  ]);

  // Afterwards it goes back as it came, in one message.
  const { content, reasoning, providerData } = answer.reply;
  const by = { provider: "anthropic", model: model.id };
  await ask(model, { messages: [question, { role: "assistant", content, reasoning, providerData, ...by }, question] });
  expect(server.requests[2]?.messages[1]?.["content"]).toMatchObject([
    { thinking: "I search." },
    { text: "One moment. " },
    search,
    found,
    { thinking: "Found." },
    { text: "Here it is." },
  ]);
});

test("a vendor that only ever pauses is taken at his word in the end", async () => {
  await using server = await fakeAnthropic({ script: () => reply(paused), validate: false });
  const answer = await ask(new Claude({ baseURL: server.baseURL }), { messages: [question] });
  expect(answer.reply.finishReason).toBe("other");
  expect(server.requests).toHaveLength(11);
});
