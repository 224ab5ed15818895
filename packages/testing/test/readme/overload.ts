import Anthropic from "@anthropic-ai/sdk";
import { anthropicFailure, anthropicReply, fakeAnthropic } from "@definable/testing";

await using server = await fakeAnthropic({
  script: [
    anthropicFailure({ status: 529 }),
    anthropicReply({ thinking: "A greeting.", text: "Hello", toolCalls: [{ name: "wave" }] }),
  ],
});
const client = new Anthropic({ baseURL: server.baseURL, apiKey: "any", maxRetries: 0 });
const ask = { model: "claude-opus-5-5", max_tokens: 1000, messages: [{ role: "user" as const, content: "Hi" }] };

await client.messages.create(ask).catch((error: { type: string }) => console.log(error.type));
const { content, stop_reason: reason } = await client.messages.stream(ask).finalMessage();
console.log(content.map(({ type }) => type).join(", "));
console.log(reason);
server.assertDone();
