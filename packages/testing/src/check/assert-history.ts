import type { Message } from "@definable/spec";
import { ANTHROPIC_RULES } from "./history/anthropic-rules.ts";
import { ANSWERS_FIT_CALLS } from "./history/answers-fit-calls.ts";
import type { HistoryOptions, HistoryRule } from "./history/history-rule.ts";
import { OPENAI_CHAT_RULES } from "./history/openai-chat-rules.ts";
import { OPENAI_RESPONSES_RULES } from "./history/openai-responses-rules.ts";

/** The vendors whose rules are known. */
export type HistoryRules = "anthropic" | "openai-chat" | "openai-responses";

const RULES: Readonly<Record<HistoryRules, readonly HistoryRule[]>> = {
  anthropic: ANTHROPIC_RULES,
  "openai-chat": OPENAI_CHAT_RULES,
  "openai-responses": OPENAI_RESPONSES_RULES,
};

/**
 * Asserts that a history may be sent to a vendor: every tool call of the assistant is answered once, directly after it
 * and in the model's order, and the vendor's own rules hold. You want it on `ModelRequest.messages` and on
 * `RunOutput.messages`. Throws `InvariantError` (invariant 4 for calls and results, 6 for the vendor's rules).
 */
export function assertHistory(
  messages: Iterable<Message>,
  rules: HistoryRules = "openai-chat",
  options: HistoryOptions = {},
): void {
  const history = [...messages];
  for (const rule of [...RULES[rules], ANSWERS_FIT_CALLS]) rule(history, options);
}
