import { ConfigError } from "@definable/spec";
import type { ModelSettings, ReasoningLevel } from "@definable/spec";

/**
 * How much the model is told to think. Throws `INVALID_CONFIG` for a level that it does not take: an answer that ignores a
 * setting is a wrong answer.
 */
export function reasoningOf(
  { reasoning }: ModelSettings,
  model: string,
  takes: readonly ReasoningLevel[],
): ReasoningLevel | undefined {
  if (reasoning === undefined || takes.includes(reasoning)) return reasoning;
  const reason =
    takes.length === 0
      ? `the model "${model}" cannot be told how much to think`
      : `the model "${model}" takes ${takes.map((level) => `"${level}"`).join(", ")}`;
  throw new ConfigError(
    "INVALID_CONFIG",
    `modelSettings says reasoning: ${JSON.stringify(reasoning)}, and ${reason}. Leave it out or use another model; if the ` +
      "server can, say so in the model's option profile: { reasoning: [...] }.",
  );
}
