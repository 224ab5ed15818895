import type { ModelPrice } from "@definable/spec";
import { longestPrefix } from "../longest-prefix.ts";

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
