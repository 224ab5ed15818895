import type { JsonObject, JsonValue } from "@definable/spec";

/** Log probabilities for the pieces of a text, one token a piece. The numbers mean nothing. */
export function logprobs(tokens: readonly string[]): JsonObject {
  const content: JsonValue = tokens.map((token) => ({
    token,
    logprob: -0.1,
    bytes: [...new TextEncoder().encode(token)],
    top_logprobs: [],
  }));
  return { content, refusal: null };
}
