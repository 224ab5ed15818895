import type { ModelPrice } from "@definable/spec";
import { LEVELS } from "../models/families.ts";
import type { Vendor } from "./vendor.ts";

const price = (input: number, output: number, cacheRead?: number): ModelPrice => ({
  input,
  output,
  ...(cacheRead === undefined ? {} : { cacheRead }),
  asOf: "2026-06-04",
  source: "https://groq.com/pricing, on demand",
});

/** Groq: open models on its own machines. */
export const GROQ: Vendor = {
  title: "Groq",
  baseURL: "https://api.groq.com/openai/v1",
  keyVariable: "GROQ_API_KEY",
  profile: {
    // `max_tokens` is the old word there as well.
    maxTokensField: "max_completion_tokens",
    // A name of a user is answered with 400.
    takesNames: false,
    accepts: ["text"],
    // Most models there do not think, or only as they like.
    reasoning: [],
  },
  models: {
    "openai/gpt-oss-": { reasoning: LEVELS },
    "openai/gpt-oss-120b": { price: price(0.15, 0.6, 0.075), reasoning: LEVELS },
    "meta-llama/llama-4-": { accepts: ["text", "image"] },
  },
};
