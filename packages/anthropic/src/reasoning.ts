import type { MessageCreateParamsBase } from "@anthropic-ai/sdk/resources/messages";
import { ConfigError } from "@definable/spec";
import type { ModelSettings, ReasoningLevel } from "@definable/spec";
import type { ClaudeTarget } from "./messages/claude-target.ts";

/** What older models may spend on thinking, in tokens. */
const BUDGETS: Readonly<Record<ReasoningLevel, number>> = { low: 2_048, medium: 8_192, high: 24_576 };

/** The vendor takes no smaller one. */
const LEAST_BUDGET = 1_024;

/**
 * How much the model is told to think: newer ones by effort, older ones by a budget that leaves half of the limit for the
 * answer. Whoever says how much wants to hear what is thought. Throws `INVALID_CONFIG` for what cannot be done: an answer
 * that ignores a setting is a wrong answer.
 */
export function writeThinking(
  settings: ModelSettings,
  target: ClaudeTarget,
  limit: number,
): Pick<MessageCreateParamsBase, "thinking" | "output_config"> {
  const { reasoning } = settings;
  if (reasoning === undefined) return {};
  const { id, profile } = target;
  if (!Object.hasOwn(BUDGETS, reasoning)) throw refused(reasoning, `there are "low", "medium" and "high"`);
  if (profile.thinking === "none") throw refused(reasoning, `the model "${id}" cannot be told how much to think`);
  // Who must call a tool answers at once: the vendor takes no thinking beside that.
  const isForced = typeof settings.toolChoice === "object" || settings.toolChoice === "required";
  if (profile.thinking === "adaptive") {
    const effort = { output_config: { effort: reasoning } };
    return isForced ? effort : { ...effort, thinking: { type: "adaptive", display: "summarized" } };
  }
  if (settings.temperature !== undefined && settings.temperature !== 1) {
    throw refused(reasoning, `the model "${id}" cannot think at temperature ${settings.temperature}`);
  }
  if (limit <= LEAST_BUDGET) {
    const least = LEAST_BUDGET + 1;
    throw refused(
      reasoning,
      `the model "${id}" thinks with ${LEAST_BUDGET} tokens at least: let maxOutputTokens be ${least} or more`,
    );
  }
  if (isForced) return {};
  const budget = Math.max(LEAST_BUDGET, Math.min(BUDGETS[reasoning], Math.floor(limit / 2)));
  return { thinking: { type: "enabled", budget_tokens: budget } };
}

function refused(reasoning: string, why: string): ConfigError {
  return new ConfigError(
    "INVALID_CONFIG",
    `modelSettings says reasoning: "${reasoning}", and ${why}. Change that, or leave reasoning out.`,
  );
}
