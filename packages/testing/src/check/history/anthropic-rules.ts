import type { ReasoningPart } from "@definable/spec";
import { show } from "../fail-at.ts";
import {
  answersSaySomething,
  callIdsDiffer,
  callsAreWellFormed,
  forEachAssistant,
  resultsAreText,
  usersHaveParts,
} from "./every-vendor-rules.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/** What the vendor takes as the name of a tool. */
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;

/** A signature is worth something to the model that gave it, and to nobody else: without its name it cannot go back. */
const signaturesHaveAnAuthor: HistoryRule = (messages) => {
  forEachAssistant(messages, ({ reasoning = [], provider, model }, index) => {
    if (!reasoning.some(isSigned) || (provider !== undefined && model !== undefined)) return;
    const problem = `expected provider and model beside signed reasoning, found ${show(provider)} and ${show(model)}.`;
    failAtMessage(6, messages, { index, problem });
  });
};

/** What was hidden has no words, and what has words is not hidden: the two go back as different blocks. */
const reasoningIsOneThing: HistoryRule = (messages) => {
  forEachAssistant(messages, ({ reasoning = [] }, index) => {
    for (const { text, signature, redacted } of reasoning) {
      if (redacted === undefined || (text === "" && signature === undefined)) continue;
      failAtMessage(6, messages, {
        index,
        problem: "expected redacted reasoning alone, found text or signature with it.",
      });
    }
  });
};

const isSigned = ({ signature, redacted }: ReasoningPart): boolean => (signature ?? redacted) !== undefined;

/**
 * The rules of Anthropic's Messages besides the order of results. Not among them, because every adapter has to see to it
 * for its own requests: who speaks first and last, which turns are joined, blank text, signs in ids, ids that come back in
 * a later message, and whether thinking still stands where it was said.
 */
export const ANTHROPIC_RULES: readonly HistoryRule[] = [
  callIdsDiffer,
  callsAreWellFormed(TOOL_NAME),
  answersSaySomething,
  usersHaveParts,
  resultsAreText,
  signaturesHaveAnAuthor,
  reasoningIsOneThing,
];
