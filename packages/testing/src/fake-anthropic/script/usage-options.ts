/** Token counts of a reply, in the vendor's meaning. What is left out is estimated from the text, or 0. */
export interface UsageOptions {
  /** What went in and was neither read from a cache nor written to one. */
  readonly inputTokens?: number | undefined;
  readonly cacheReadTokens?: number | undefined;
  readonly cacheCreationTokens?: number | undefined;
  /** All that came out, thinking included. */
  readonly outputTokens?: number | undefined;
  readonly thinkingTokens?: number | undefined;
}
