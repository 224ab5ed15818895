import type { Message } from "@definable/spec";
import type { ToldOf } from "./told.ts";

/** The messages from a place on with shortened results: a new list, for an earlier model call was asked with the old one. */
export function withShortResults<M extends Message | undefined>(
  messages: readonly M[],
  results: ToldOf<"CompressionCompleted">["results"],
  from = 0,
): M[] {
  return messages.map((message, index) => {
    const isResult = index >= from && message?.role === "tool";
    const short = isResult && results.find(({ toolCallId }) => toolCallId === message.toolCallId);
    return short ? { ...message, content: short.content } : message;
  });
}
