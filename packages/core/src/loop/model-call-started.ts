import type { Message, MessageList, RunEventOf } from "@definable/spec";

type Started = RunEventOf<"ModelCallStarted">;

/**
 * Makes `ModelCallStarted` show the whole conversation to observers in this process and only what is new in its JSON: the
 * view is no enumerable property.
 */
export function withMessages(event: Omit<Started, "messages">, messages: MessageList): Started {
  return Object.defineProperty(event, "messages", { value: messages });
}

/** The messages that the previous call of the run did not have. */
export function newMessages(
  base: readonly Message[],
  tail: readonly (Message | undefined)[],
  asked: number,
): readonly Message[] {
  if (asked === 0 && tail.length === 0) return base;
  const from = asked - base.length;
  const fresh = tail.slice(Math.max(0, from)).filter((message) => message !== undefined);
  return from >= 0 ? fresh : [...base.slice(asked), ...fresh];
}
