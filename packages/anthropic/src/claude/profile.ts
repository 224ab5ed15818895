import type { ContentPart, ModelPrice } from "@definable/spec";

/** What a model or a server wants to be told differently. Data, so that a new one is a row. */
export interface ClaudeProfile {
  /** The limit that is asked for when `modelSettings.maxOutputTokens` is not set: the vendor wants one. */
  readonly maxOutputTokens: number;
  /** The kinds of part that it takes; others are refused before the call. */
  readonly accepts: readonly ContentPart["type"][];
  /** Whether it takes temperature and topP. The vendor's own API no longer does. */
  readonly sampling: boolean;
  /** Whether the conversation may end with the beginning of an answer. */
  readonly prefill: boolean;
  /** Whether thinking only counts where it was said: with the same instructions, tools and messages before it. */
  readonly boundThinking: boolean;
  /** Whether it holds an answer to a JSON Schema (`output_config.format`); otherwise an agent asks for the shape in words. */
  readonly structuredOutput: boolean;
  /** How it is told how much to think: by effort, by a budget of tokens, or not at all. */
  readonly thinking: "adaptive" | "budget" | "none";
}

/** Anthropic itself, a model that has no row. */
const ANTHROPIC: ClaudeProfile = {
  maxOutputTokens: 64_000,
  accepts: ["text", "image", "file"],
  sampling: false,
  prefill: false,
  boundThinking: true,
  structuredOutput: true,
  thinking: "adaptive",
};

/** What a model of another server is taken to be able to write in one answer. */
const MODEST_LIMIT = 8_192;

/** A model of another server. */
const OTHER: Partial<ClaudeProfile> = {
  maxOutputTokens: MODEST_LIMIT,
  sampling: true,
  prefill: true,
  boundThinking: false,
  structuredOutput: false,
  thinking: "budget",
};

const LARGE: Partial<ClaudeProfile> = { maxOutputTokens: 128_000 };
const UNBOUND: Partial<ClaudeProfile> = { boundThinking: false };
const OLDER: Partial<ClaudeProfile> = { ...UNBOUND, prefill: true, thinking: "budget" };

/** Anthropic's families by the beginning of their ids; the longest that fits wins. */
const FAMILIES: Readonly<Record<string, Partial<ClaudeProfile>>> = {
  "claude-haiku-4-5": OLDER,
  "claude-sonnet-4-5": OLDER,
  "claude-opus-4-5": OLDER,
  "claude-sonnet-4-6": { ...LARGE, ...UNBOUND },
  "claude-opus-4-6": { ...LARGE, ...UNBOUND },
  "claude-opus-4-7": { ...LARGE, ...UNBOUND },
  "claude-opus-4-8": { ...LARGE, ...UNBOUND },
  "claude-mythos-preview": { ...LARGE, ...UNBOUND },
  "claude-sonnet-5": { ...LARGE, ...UNBOUND },
  "claude-opus-5": { ...LARGE, ...UNBOUND },
  "claude-fable-5": { ...LARGE, ...UNBOUND },
  "claude-mythos-5": { ...LARGE, ...UNBOUND },
  "claude-haiku-5-": LARGE,
  "claude-sonnet-5-": LARGE,
  "claude-opus-5-": LARGE,
  "claude-fable-5-": LARGE,
  "claude-mythos-5-": LARGE,
};

/** The profile of a model at Anthropic itself, or behind another base URL. */
export function profileOf(id: string, isAnthropic: boolean): ClaudeProfile {
  const family = longestPrefix(Object.keys(FAMILIES), id);
  const row = family === undefined ? {} : FAMILIES[family];
  if (isAnthropic) return { ...ANTHROPIC, ...row };
  // A proxy in front of Anthropic passes its models on; anything else is another model, which takes what it takes.
  if (id.includes("claude-")) return { ...ANTHROPIC, ...row };
  return { ...ANTHROPIC, ...OTHER };
}

/** How long the vendor is asked to keep a prompt. */
export type CacheLifetime = "5m" | "1h";

/** The list price of a model at Anthropic, standard tier and speed. Dated snapshots cost what their model costs. */
export function priceOf(id: string, lifetime: CacheLifetime): ModelPrice | undefined {
  const model = longestPrefix(Object.keys(PRICES), id);
  if (model === undefined) return undefined;
  // Only a date may follow: `claude-opus-5-5` is another model than `claude-opus-5`, with another price.
  if (!/^(-\d{8})?$/.test(id.slice(model.length))) return undefined;
  const row = PRICES[model];
  if (row === undefined) return undefined;
  // What is kept for an hour costs twice the input, what is kept for five minutes a quarter more.
  return { ...row, cacheWrite: row.input * (lifetime === "1h" ? 2 : 1.25) };
}

const longestPrefix = (prefixes: readonly string[], id: string): string | undefined =>
  prefixes.filter((prefix) => id.startsWith(prefix)).toSorted((a, b) => b.length - a.length)[0];

const price = (input: number, output: number, cacheRead: number): ModelPrice => ({
  input,
  output,
  cacheRead,
  asOf: "2026-11-09",
  source: "https://platform.claude.com/docs/en/about-claude/pricing, standard tier",
});

/** US dollars per million tokens. Models whose price depends on the length of the prompt have no row on purpose. */
const PRICES: Readonly<Record<string, ModelPrice | undefined>> = {
  "claude-haiku-4-5": price(1, 5, 0.1),
  "claude-sonnet-4-5": price(3, 15, 0.3),
  "claude-opus-4-5": price(5, 25, 0.5),
  "claude-opus-4-6": price(5, 25, 0.5),
  "claude-opus-4-7": price(5, 25, 0.5),
  "claude-opus-4-8": price(5, 25, 0.5),
  "claude-opus-5": price(5, 25, 0.5),
  "claude-opus-5-5": price(4, 20, 0.2),
  "claude-sonnet-5": price(2, 10, 0.2),
  "claude-sonnet-5-5": price(2, 10, 0.1),
  "claude-fable-5": price(10, 50, 1),
  "claude-fable-5-1": price(10, 50, 0.25),
  "claude-fable-5-2": price(8, 40, 0.2),
  "claude-mythos-5": price(10, 50, 1),
  "claude-mythos-5-1": price(10, 50, 0.25),
  "claude-mythos-5-2": price(8, 40, 0.2),
};
