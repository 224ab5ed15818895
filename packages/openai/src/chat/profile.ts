import type { ContentPart, ModelPrice } from "@definable/spec";
import { longestPrefix } from "../longest-prefix.ts";

/** What a model or a server of another vendor wants to be told differently. Data, so that a new one is a row. */
export interface ChatProfile {
  /**
   * Under which role the agent's instructions are sent: newer models of OpenAI say `developer`, all others `system`.
   */
  readonly instructionsRole: "developer" | "system";
  /** The field that limits the answer's length. */
  readonly maxTokensField: "max_completion_tokens" | "max_tokens";
  /** The kinds of part that it takes; others are refused before the call. */
  readonly accepts: readonly ContentPart["type"][];
  /** Whether it keeps to every letter of OpenAI's own API: fields such as `refusal`, wav and mp3 only. */
  readonly strictApi: boolean;
  /** Whether a user's message may say who speaks. */
  readonly takesNames: boolean;
  /** Whether it holds an answer to a JSON Schema (`response_format`); otherwise an agent asks for the shape in words. */
  readonly structuredOutput: boolean;
}

const TEXT: ChatProfile["accepts"] = ["text"];
const LOOKS: ChatProfile["accepts"] = ["text", "image"];
const READS: ChatProfile["accepts"] = ["text", "image", "file"];
const HEARS: ChatProfile["accepts"] = ["text", "audio"];
/** No Chat Completions server takes video; the rest is the vendor's to judge. */
const ANYTHING: ChatProfile["accepts"] = ["text", "image", "audio", "file"];

/** OpenAI itself, a model that has no row. */
const OPENAI: ChatProfile = {
  instructionsRole: "developer",
  maxTokensField: "max_completion_tokens",
  accepts: ANYTHING,
  strictApi: true,
  takesNames: true,
  structuredOutput: true,
};

/** Any other server that speaks Chat Completions. */
const COMPATIBLE: ChatProfile = {
  instructionsRole: "system",
  maxTokensField: "max_tokens",
  accepts: ANYTHING,
  strictApi: false,
  takesNames: true,
  structuredOutput: false,
};

/** Reasoning counts into the limit, so these models refuse `max_tokens` wherever they are asked, also behind a proxy. */
const REASONS: Partial<ChatProfile> = { maxTokensField: "max_completion_tokens" };

/** Older models, and those that speak. */
const UNHELD: Partial<ChatProfile> = { structuredOutput: false };

/** OpenAI's families by the beginning of their ids; the longest that fits wins. */
const FAMILIES: Readonly<Record<string, Partial<ChatProfile>>> = {
  "gpt-3.5": { instructionsRole: "system", accepts: TEXT, ...UNHELD },
  "gpt-4": { instructionsRole: "system", accepts: TEXT, ...UNHELD },
  "gpt-4-turbo": { instructionsRole: "system", accepts: LOOKS, ...UNHELD },
  "gpt-4.": { accepts: READS },
  "gpt-4o": { accepts: READS },
  "gpt-4o-2024-05-13": { accepts: READS, ...UNHELD },
  "gpt-4o-audio": { accepts: HEARS, ...UNHELD },
  "gpt-4o-mini-audio": { accepts: HEARS, ...UNHELD },
  "gpt-audio": { accepts: HEARS, ...UNHELD },
  "gpt-5": { accepts: READS, ...REASONS },
  o1: { accepts: READS, ...REASONS },
  o3: { accepts: READS, ...REASONS },
  "o3-mini": { accepts: TEXT, ...REASONS },
  "o4-mini": { accepts: READS, ...REASONS },
};

/** The profile of a model at OpenAI itself, or behind another base URL. */
export function profileOf(id: string, isOpenAI: boolean): ChatProfile {
  const family = longestPrefix(Object.keys(FAMILIES), id);
  const row = family === undefined ? {} : FAMILIES[family];
  if (isOpenAI) return { ...OPENAI, ...row };
  return row?.maxTokensField === undefined ? COMPATIBLE : { ...COMPATIBLE, maxTokensField: row.maxTokensField };
}

/** The list price of a model at OpenAI, standard tier. Dated snapshots cost what their model costs. */
export function priceOf(id: string): ModelPrice | undefined {
  const model = longestPrefix(Object.keys(PRICES), id);
  if (model === undefined) return undefined;
  // Only a date may follow: `gpt-4o-search-preview` is another model with another price.
  if (!/^(-\d{4}(-\d{2}-\d{2})?)?$/.test(id.slice(model.length))) return undefined;
  return PRICES[model];
}

const price = (input: number, output: number, cacheRead?: number): ModelPrice => ({
  input,
  output,
  ...(cacheRead === undefined ? {} : { cacheRead }),
  asOf: "2026-07-02",
  source: "https://models.dev (openai), standard tier",
});

/** US dollars per million tokens. Models whose price depends on the length of the prompt have no row on purpose. */
const PRICES: Readonly<Record<string, ModelPrice | undefined>> = {
  "gpt-3.5-turbo": price(0.5, 1.5),
  // Older snapshots that cost something else.
  "gpt-3.5-turbo-0301": undefined,
  "gpt-3.5-turbo-0613": undefined,
  "gpt-3.5-turbo-1106": undefined,
  "gpt-4": price(30, 60),
  "gpt-4-turbo": price(10, 30),
  "gpt-4.1": price(2, 8, 0.5),
  "gpt-4.1-mini": price(0.4, 1.6, 0.1),
  "gpt-4.1-nano": price(0.1, 0.4, 0.025),
  "gpt-4o": price(2.5, 10, 1.25),
  "gpt-4o-2024-05-13": price(5, 15),
  "gpt-4o-mini": price(0.15, 0.6, 0.075),
  "gpt-5": price(1.25, 10, 0.125),
  "gpt-5-chat-latest": price(1.25, 10, 0.125),
  "gpt-5-mini": price(0.25, 2, 0.025),
  "gpt-5-nano": price(0.05, 0.4, 0.005),
  "gpt-5.1": price(1.25, 10, 0.125),
  "gpt-5.2": price(1.75, 14, 0.175),
  "gpt-5.4-mini": price(0.75, 4.5, 0.075),
  "gpt-5.4-nano": price(0.2, 1.25, 0.02),
  o1: price(15, 60, 7.5),
  o3: price(2, 8, 0.5),
  "o3-mini": price(1.1, 4.4, 0.55),
  "o4-mini": price(1.1, 4.4, 0.275),
};
