import { show } from "../fail-at.ts";
import {
  answersSaySomething,
  callIdsDiffer,
  callsAreWellFormed,
  resultsAreText,
  usersHaveParts,
} from "./every-vendor-rules.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/** What the vendor takes as the name of a function. */
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
/** What the vendor takes as the name of a participant. */
const PARTICIPANT_NAME = /^[^\s<|\\/>]{1,64}$/;

const participantsAreNamedWell: HistoryRule = (messages) => {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "user" || message.name === undefined || PARTICIPANT_NAME.test(message.name)) continue;
    failAtMessage(6, messages, {
      index,
      problem: `expected a name like ${PARTICIPANT_NAME.source}, found ${show(message.name)}.`,
    });
  }
};

/**
 * The rules of OpenAI's Chat Completions besides the order of results. Not among them, because the vendor takes it:
 * arguments that are not JSON, an assistant message first, a call id that comes back in a later message.
 */
export const OPENAI_CHAT_RULES: readonly HistoryRule[] = [
  callIdsDiffer,
  callsAreWellFormed(FUNCTION_NAME),
  answersSaySomething,
  usersHaveParts,
  participantsAreNamedWell,
  resultsAreText,
];
