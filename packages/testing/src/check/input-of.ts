import type { RunEventOf, UserMessage } from "@definable/spec";
import type { ReadRun } from "./read-run.ts";

/** What a run was asked. An input that waited for guardrails is known from the first model call on. */
export function inputOf(run: ReadRun, opening: RunEventOf<"RunStarted">): readonly UserMessage[] {
  const { messages } = opening.input;
  const asked = run.turns[0]?.started.newMessages;
  if (opening.inputIsHeld !== true || asked === undefined) return messages;
  return asked.slice(asked.length - messages.length).filter((message) => message.role === "user");
}
