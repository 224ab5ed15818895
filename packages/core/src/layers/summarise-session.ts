import type { Message, SessionData } from "@definable/spec";
import type { Run } from "../run/run.ts";
import { wordsOf } from "./ask-layer.ts";
import { askSpare } from "./ask-spare.ts";
import { cut } from "./fence.ts";
import type { LayerConfig } from "./layer-options.ts";
import { textOf } from "./query-of.ts";

const EVERY_MESSAGES = 40;
const KEEP_LAST = 10;
/** The most characters of one message that the summary is made of; the rest is cut, with a mark. */
const MESSAGE_LENGTH = 4_000;
/** The same for all of them: of a longer beginning its end. */
const TALK_LENGTH = 200_000;
/** The most characters of a summary; the rest is cut, with a mark. */
const SUMMARY_LENGTH = 8_000;

const INSTRUCTIONS =
  "You keep the memory of a conversation. Write down what somebody needs who goes on with it and has not read it: what the person " +
  "wants and is, facts, names, numbers and dates, what was done and decided, and what is still open. Work the earlier summary in, " +
  "if there is one. Answer with the summary alone, in the language of the conversation.";

/**
 * Has the beginning of the session summarised when it has grown. It goes into the session with the end of the run. A continuation
 * leaves that to the next run: its own messages may stand anywhere in the session.
 */
export async function summariseSession(run: Run, options: NonNullable<LayerConfig["summary"]>): Promise<void> {
  const { extras, fold } = run;
  const session = extras?.conversation?.session;
  if (session === undefined || extras === undefined || run.extras?.earlier !== undefined || !run.request.hasSession)
    return;
  const fresh = fold.messages.length - fold.historyLength;
  const upTo = endOf(session, fresh, options);
  if (upTo === undefined) return;
  const step = { stepId: "summary" };
  run.emit({ event: "SessionSummaryStarted", ...step });
  try {
    const { instructions = INSTRUCTIONS, model } = options;
    const content = talkOf(session, upTo);
    const text = cut(await askSpare(run, { purpose: "summary", content, instructions, model }), SUMMARY_LENGTH);
    if (text === "") run.emit({ event: "SessionSummaryCompleted", ...step, error: "The model gave no summary." });
    else {
      extras.summary = { text, upTo };
      run.emit({ event: "SessionSummaryCompleted", ...step, sessionSummary: text });
    }
  } catch (error) {
    run.emit({ event: "SessionSummaryCompleted", ...step, error: wordsOf(run, "summary", error) });
    run.scope.throwIfCancelled();
  }
}

/** Where the summary ends: before a message of a person, so that no call is cut from its result. */
function endOf(
  { messages, summary }: SessionData,
  fresh: number,
  { everyMessages = EVERY_MESSAGES, keepLast = KEEP_LAST }: NonNullable<LayerConfig["summary"]>,
): number | undefined {
  const from = summary?.upTo ?? 0;
  const all = messages.length + fresh;
  if (all - from < everyMessages) return undefined;
  // The run's own messages, which come next, begin with one of a person too.
  for (let end = Math.min(messages.length, all - keepLast); end > from; end -= 1) {
    if (end === messages.length || messages[end]?.role === "user") return end;
  }
  return undefined;
}

function talkOf({ messages, summary }: SessionData, upTo: number): string {
  const lines = messages.slice(summary?.upTo ?? 0, upTo).map(lineOf);
  const talk = lines.join("\n");
  const shown = talk.length > TALK_LENGTH ? `[cut here: what came before]\n${talk.slice(-TALK_LENGTH)}` : talk;
  return summary === undefined ? shown : `Earlier summary:\n${summary.text}\n\nWhat was said since:\n${shown}`;
}

function lineOf(message: Message): string {
  const said = cut(textOf(message), MESSAGE_LENGTH);
  switch (message.role) {
    case "assistant": {
      const calls = (message.toolCalls ?? []).map((call) => `${call.name}(${cut(call.arguments, MESSAGE_LENGTH)})`);
      return `assistant: ${[said, ...calls].join("\n")}`;
    }
    case "tool":
      return `result of ${message.toolName}: ${said}`;
    case "user":
    case "system":
      return `${message.role}: ${said}`;
    default:
      return message satisfies never;
  }
}
