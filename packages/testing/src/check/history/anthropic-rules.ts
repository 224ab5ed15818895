import {
  answersSaySomething,
  callIdsDiffer,
  callsAreWellFormed,
  resultsAreText,
  usersHaveParts,
} from "./every-vendor-rules.ts";
import type { HistoryRule } from "./history-rule.ts";
import { reasoningIsOneThing, sealsHaveAnAuthor } from "./sealed-thoughts.ts";

/** What the vendor takes as the name of a tool. */
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;

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
  sealsHaveAnAuthor,
  reasoningIsOneThing,
];
