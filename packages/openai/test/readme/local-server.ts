import { OpenAIChat } from "@definable/openai";
import type { Message } from "@definable/spec";

const model = new OpenAIChat({
  id: "llama3.1",
  baseURL: process.env["OPENAI_BASE_URL"] ?? "http://localhost:11434/v1",
});

const messages: Message[] = [{ role: "user", content: "Say hello in French." }];

const reply = await model.respond(
  {
    messages: Object.assign(messages, { toArray: () => [...messages] }),
    tools: [],
    settings: { temperature: 0 },
    signal: AbortSignal.timeout(60_000),
  },
  { text: (delta) => console.log("heard", delta), reasoning: () => undefined },
);

console.log(reply.finishReason, reply.content, reply.usage?.outputTokens);
