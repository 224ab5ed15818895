import type { RunEventOf, UserMessage } from "@definable/spec";
import type { ReadRun } from "./read-run.ts";

/**
 * What a run was asked, with what was said before its first model call. An input that waited for guardrails, or whose files were
 * read, is known from that call on.
 */
export function askedFirst({ turns, segments }: ReadRun, opening: RunEventOf<"RunStarted">): readonly UserMessage[] {
  const { messages } = opening.input;
  const first = turns[0]?.started;
  if (first === undefined) return messages;
  const before = (segments[0]?.events ?? []).filter(({ seq }) => seq < first.seq);
  const early = before.flatMap((event) => (event.event === "RunInputAdded" ? event.messages : []));
  const isRead = before.some((event) => event.event === "FileReadCompleted" && event.filesRead > 0);
  if (opening.inputIsHeld !== true && !isRead) return [...messages, ...early];
  const asked = first.newMessages.slice(first.newMessages.length - messages.length - early.length);
  return asked.filter((message) => message.role === "user");
}
