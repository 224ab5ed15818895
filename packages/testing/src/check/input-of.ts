import type { RunEventOf, UserMessage } from "@definable/spec";
import { askedFirst } from "./asked-first.ts";
import type { ReadRun } from "./read-run.ts";

/** What a run was asked. An input that waited for guardrails is known from the first model call on. */
export function inputOf(run: ReadRun, opening: RunEventOf<"RunStarted">): readonly UserMessage[] {
  const { messages } = opening.input;
  return opening.inputIsHeld === true ? askedFirst(run, opening).slice(0, messages.length) : messages;
}
