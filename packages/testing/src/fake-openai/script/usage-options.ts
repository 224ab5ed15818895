/** Token counts of a reply. What is left out is estimated from the text, or 0. */
export interface UsageOptions {
  readonly promptTokens?: number | undefined;
  readonly completionTokens?: number | undefined;
  /** Default: the sum of the two. */
  readonly totalTokens?: number | undefined;
  readonly cachedTokens?: number | undefined;
  /** Only sent when given, as for models that bill the writing of a cache. */
  readonly cacheWriteTokens?: number | undefined;
  readonly promptAudioTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  readonly completionAudioTokens?: number | undefined;
  readonly acceptedPredictionTokens?: number | undefined;
  readonly rejectedPredictionTokens?: number | undefined;
}
