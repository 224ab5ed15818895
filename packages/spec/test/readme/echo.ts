import { EVENT_CATALOG, EVENT_PAIRS, isDefinableError, ModelError } from "../../src/index.ts";
import type { Message, Model, ModelListener, ModelReply, ModelRequest } from "../../src/index.ts";

/** The smallest model: it says back what it hears. */
class Echo implements Model {
  readonly id = "echo";
  readonly provider = "acme";

  async respond({ messages, signal }: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    signal.throwIfAborted();
    const last = messages.at(-1);
    if (last?.role !== "user" || typeof last.content !== "string") {
      throw new ModelError("MODEL_BAD_REQUEST", "Echo hears text only. Send a user's text last.");
    }
    await listener.text(last.content);
    return { content: last.content, toolCalls: [], finishReason: "stop" };
  }
}

const ask = async (...messages: Message[]): Promise<void> => {
  const request = {
    messages: Object.assign(messages, { toArray: () => [...messages] }),
    tools: [],
    settings: {},
    signal: AbortSignal.timeout(1_000),
  };
  const { content } = await new Echo().respond(request, { text: () => {}, reasoning: () => {} });
  console.log(content);
};

await ask({ role: "user", content: "Hello!" });
await ask({ role: "assistant", content: "Hello?" }).catch((error: unknown) => {
  if (isDefinableError(error)) console.log(error.code, error.status, error.retryable, error.message);
});
console.log(EVENT_CATALOG.RunPaused.meaning);
console.log(EVENT_PAIRS.ToolCallStarted);
