/** Token counts of a reply, in the vendor's meaning. What is left out is estimated from the text, or 0. */
export interface UsageOptions {
  /** What went in and was neither read from a cache nor written to one. */
  readonly inputTokens?: number | undefined;
  /** What came from the cache, beside `inputTokens`. Default 0. */
  readonly cacheReadTokens?: number | undefined;
  /** What was written to the cache, beside `inputTokens`. Default 0. */
  readonly cacheCreationTokens?: number | undefined;
  /** All that came out, thinking included. */
  readonly outputTokens?: number | undefined;
  /** The part of the output that was thinking. Default 0. */
  readonly thinkingTokens?: number | undefined;
}
