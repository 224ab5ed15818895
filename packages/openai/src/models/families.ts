import type { ContentPart, ReasoningLevel } from "@definable/spec";
import { longestPrefix } from "../longest-prefix.ts";

/** What is known of a family of OpenAI's models, whichever API it is asked through. */
export interface Family {
  /** Older models hear instructions as `system`. Default `developer`. */
  readonly instructionsRole?: "system" | undefined;
  /** The kinds of part that it takes. */
  readonly accepts: readonly ContentPart["type"][];
  /** Reasoning counts into the limit, so it refuses `max_tokens` wherever it is asked, also behind a proxy. */
  readonly maxTokensField?: "max_completion_tokens" | undefined;
  /** How much it can be told to think; nothing for a model that does not think. */
  readonly reasoning: readonly ReasoningLevel[];
  /** False: it does not hold an answer to a JSON Schema. Older models, and those that speak. */
  readonly structuredOutput?: false | undefined;
  /** In a chat it cannot be told so beside tools: the vendor sends those who want both to the Responses API. */
  readonly chatThinksWithTools?: false | undefined;
}

/** All that `modelSettings.reasoning` may say. */
export const LEVELS: readonly ReasoningLevel[] = ["low", "medium", "high"];

const TEXT: Family["accepts"] = ["text"];
const LOOKS: Family["accepts"] = ["text", "image"];
const READS: Family["accepts"] = ["text", "image", "file"];
const HEARS: Family["accepts"] = ["text", "audio"];

const speaks = (accepts: Family["accepts"]): Family => ({ accepts, reasoning: [] });
const unheld = (accepts: Family["accepts"]): Family => ({ ...speaks(accepts), structuredOutput: false });
const older = (accepts: Family["accepts"]): Family => ({ ...unheld(accepts), instructionsRole: "system" });
const thinks = (accepts: Family["accepts"], reasoning: Family["reasoning"] = LEVELS): Family => ({
  accepts,
  reasoning,
  maxTokensField: "max_completion_tokens",
});

const newer = (reasoning?: Family["reasoning"]): Family => ({
  ...thinks(READS, reasoning),
  chatThinksWithTools: false,
});

/** OpenAI's families by the beginning of their ids; the longest that fits wins. */
const FAMILIES: Readonly<Record<string, Family>> = {
  "gpt-3.5": older(TEXT),
  "gpt-4": older(TEXT),
  "gpt-4-turbo": older(LOOKS),
  "gpt-4.": speaks(READS),
  "gpt-4o": speaks(READS),
  "gpt-4o-2024-05-13": unheld(READS),
  "gpt-4o-audio": unheld(HEARS),
  "gpt-4o-mini-audio": unheld(HEARS),
  "gpt-audio": unheld(HEARS),
  "gpt-5": thinks(READS),
  "gpt-5-chat": thinks(READS, []),
  "gpt-5-pro": thinks(READS, ["high"]),
  "gpt-5.1-chat": thinks(READS, ["medium"]),
  "gpt-5.2-chat": thinks(READS, ["medium"]),
  "gpt-5.2-pro": thinks(READS, ["medium", "high"]),
  "gpt-5.4": newer(),
  "gpt-5.4-pro": newer(["medium", "high"]),
  "gpt-5.5": newer(),
  "gpt-5.6": newer(),
  o1: thinks(READS),
  o3: thinks(READS),
  "o3-mini": thinks(TEXT),
  "o4-mini": thinks(READS),
};

/** The family of a model; undefined for an id that is not known. */
export function familyOf(id: string): Family | undefined {
  const prefix = longestPrefix(Object.keys(FAMILIES), id);
  return prefix === undefined ? undefined : FAMILIES[prefix];
}
