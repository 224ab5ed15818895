import { Claude } from "@definable/anthropic";
import type { Message } from "@definable/spec";

const model = new Claude({ id: "claude-sonnet-5-5" });

const messages: Message[] = [{ role: "user", content: "Say hello in French." }];

const reply = await model.respond(
  {
    messages: Object.assign(messages, { toArray: () => [...messages] }),
    tools: [],
    settings: {},
    providerOptions: { anthropic: { thinking: { type: "adaptive", display: "summarized" } } },
    signal: AbortSignal.timeout(60_000),
  },
  { text: (delta) => console.log("heard", delta), reasoning: (delta) => console.log("thinks", delta) },
);

console.log(reply.finishReason, reply.content, reply.usage?.outputTokens);
