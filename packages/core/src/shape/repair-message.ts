import type { Message, UserMessage } from "@definable/spec";

const WORDS = "Your answer does not have the shape that was asked for: ";

/** Asks for an answer once more, for the one that came does not fit. */
export function repairMessage(problem: string): UserMessage {
  const wish = "Answer again: only JSON that fits the schema, whole and corrected.";
  return { role: "user", content: `${WORDS}${problem}. ${wish}` };
}

/** Whether a message is such a wish: no person has said it. */
export function isRepair(message: Message | undefined): boolean {
  return message?.role === "user" && typeof message.content === "string" && message.content.startsWith(WORDS);
}
