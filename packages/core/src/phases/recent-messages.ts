import type { Message, UserMessage } from "@definable/spec";
import type { Run } from "../run/run.ts";

/** What was said before the input of a run: its session's messages, then those that the caller gave. */
export async function earlierMessages(run: Run): Promise<readonly Message[]> {
  const { hasSession, sessionId, options } = run.request;
  const given = options.messages ?? [];
  if (!hasSession) return given;
  const { messages } = await run.services.store.sessions.read({ userId: options.userId, sessionId });
  return messages.length === 0 ? given : [...messages, ...given];
}

/** The last words of a conversation, one line each, cut to a length; tools and the developer are left out. */
export function lastWords(
  messages: readonly Message[],
  most: { readonly count: number; readonly length: number },
): string {
  return messages
    .filter(({ role }) => role === "user" || role === "assistant")
    .map((message) => ({ role: message.role, text: textOf(message) }))
    .filter(({ text }) => text !== "")
    .slice(-most.count)
    .map(({ role, text }) => `${role}: ${text.slice(0, most.length)}`)
    .join("\n");
}

/** The words of a message, without what comes with them. */
function textOf({ content }: Pick<Message | UserMessage, "content">): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}
