import type { Usage } from "@definable/spec";
import type { WireUsage } from "./wire-chunk.ts";

/** Gives the vendor's counts the one meaning that they have here: parts are inside their sums, never beside them. */
export function toUsage(wire: WireUsage): Usage {
  const inputTokens = wire.prompt_tokens ?? 0;
  const said = wire.completion_tokens ?? 0;
  const reasoningTokens = wire.completion_tokens_details?.reasoning_tokens;
  const totalTokens = wire.total_tokens ?? inputTokens + said;
  // Some vendors (xAI) count reasoning beside the output; their total tells.
  const isBeside = (reasoningTokens ?? 0) > 0 && totalTokens === inputTokens + said + (reasoningTokens ?? 0);
  return {
    inputTokens,
    outputTokens: isBeside ? said + (reasoningTokens ?? 0) : said,
    totalTokens,
    ...given("cacheReadTokens", wire.prompt_tokens_details?.cached_tokens ?? wire.prompt_cache_hit_tokens),
    ...given("cacheWriteTokens", wire.prompt_tokens_details?.cache_write_tokens),
    ...given("reasoningTokens", reasoningTokens),
    ...given("audioInputTokens", wire.prompt_tokens_details?.audio_tokens),
    ...given("audioOutputTokens", wire.completion_tokens_details?.audio_tokens),
  };
}

function given(name: keyof Usage, tokens: number | undefined): Partial<Usage> {
  return tokens === undefined || tokens === null ? {} : { [name]: tokens };
}
