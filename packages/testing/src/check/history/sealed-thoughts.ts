import type { ReasoningPart } from "@definable/spec";
import { show } from "../fail-at.ts";
import { forEachAssistant } from "./every-vendor-rules.ts";
import { failAtMessage } from "./history-rule.ts";
import type { HistoryRule } from "./history-rule.ts";

/** A seal is worth something to the model that set it, and to nobody else: without its name it cannot go back. */
export const sealsHaveAnAuthor: HistoryRule = (messages) => {
  forEachAssistant(messages, ({ reasoning = [], provider, model }, index) => {
    if (!reasoning.some(isSealed) || (provider !== undefined && model !== undefined)) return;
    const problem = `expected provider and model beside signed reasoning, found ${show(provider)} and ${show(model)}.`;
    failAtMessage(6, messages, { index, problem });
  });
};

/** What was hidden has no words, and what has words is not hidden: the two go back in different forms. */
export const reasoningIsOneThing: HistoryRule = (messages) => {
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

const isSealed = ({ signature, redacted }: ReasoningPart): boolean => (signature ?? redacted) !== undefined;
