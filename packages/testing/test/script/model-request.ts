import type { Message, ModelListener, ModelRequest } from "@definable/spec";

/** A request with one user message; the rest as a test needs it. */
export function requestWith(parts: Partial<Omit<ModelRequest, "messages">> = {}, words = "Hi"): ModelRequest {
  const messages: Message[] = [{ role: "user", content: words }];
  return {
    messages: {
      length: messages.length,
      at: (index) => messages.at(index),
      toArray: () => [...messages],
      [Symbol.iterator]: () => messages[Symbol.iterator](),
    },
    tools: [],
    settings: {},
    signal: new AbortController().signal,
    ...parts,
  };
}

/** A listener that keeps what it heard. `text:` and `reasoning:` say which was which. */
export function listenerTo(heard: string[]): ModelListener {
  return {
    text: (delta) => void heard.push(`text:${delta}`),
    reasoning: (delta) => void heard.push(`reasoning:${delta}`),
  };
}
