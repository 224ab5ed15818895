import type { ModelPrice, Usage } from "@definable/spec";

/**
 * US dollars of one model call. Undefined when price or usage is unknown. Cached and audio tokens are parts of the
 * input, audio and reasoning tokens parts of the output: each token is paid once.
 */
export function costOf(usage: Usage | undefined, price: ModelPrice | undefined): number | undefined {
  if (usage === undefined || price === undefined) return undefined;
  const cacheRead = usage.cacheReadTokens ?? 0;
  const cacheWrite = usage.cacheWriteTokens ?? 0;
  const audioIn = usage.audioInputTokens ?? 0;
  const audioOut = usage.audioOutputTokens ?? 0;
  const plainIn = Math.max(0, usage.inputTokens - cacheRead - cacheWrite - audioIn);
  const plainOut = Math.max(0, usage.outputTokens - audioOut);
  const millionths =
    plainIn * price.input +
    cacheRead * (price.cacheRead ?? price.input) +
    cacheWrite * (price.cacheWrite ?? price.input) +
    audioIn * (price.audioInput ?? price.input) +
    plainOut * price.output +
    audioOut * (price.audioOutput ?? price.output);
  // Not a number where the price lacks one.
  return millionths >= 0 ? millionths / 1_000_000 : undefined;
}
