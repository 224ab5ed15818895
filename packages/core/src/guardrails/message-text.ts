import type { ContentPart, UserMessage } from "@definable/spec";

/** What stands in the place of a text that is not judged yet. */
const HELD = "[held until the guardrails have judged it]";

/** All that a person wrote in a message; empty when it holds media alone. */
export function textOf({ content }: UserMessage): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** The message with a mark in the place of its text, and of its files when those are read: their text is judged too. */
export function held(message: UserMessage, hidesFiles: boolean): UserMessage {
  const marked = textOf(message) === "" ? message : withText(message, HELD);
  if (!hidesFiles || typeof marked.content === "string") return marked;
  const content = marked.content.map((part): ContentPart =>
    part.type === "file" ? { type: "text", text: HELD } : part,
  );
  return { ...marked, content };
}

/** The message with another text, in the place of the first it had. */
export function withText(message: UserMessage, text: string): UserMessage {
  const { content } = message;
  if (typeof content === "string") return { ...message, content: text };
  const first = content.findIndex(({ type }) => type === "text");
  const parts = content.flatMap((part, index): readonly ContentPart[] => {
    if (part.type !== "text") return [part];
    return index === first ? [{ type: "text", text }] : [];
  });
  return { ...message, content: parts };
}
