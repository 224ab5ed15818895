/** Token counts of a reply. What is left out is estimated from the text, or 0. */
export interface UsageOptions {
  /** Everything that went in. Default: estimated from the messages. */
  readonly promptTokens?: number | undefined;
  /** Everything that came out. Default: estimated from the reply. */
  readonly completionTokens?: number | undefined;
  /** Default: the sum of the two. */
  readonly totalTokens?: number | undefined;
  /** The part of the prompt that came from the cache. Default 0. */
  readonly cachedTokens?: number | undefined;
  /** Only sent when given, as for models that bill the writing of a cache. */
  readonly cacheWriteTokens?: number | undefined;
  /** The part of the prompt that was sound. Default 0. */
  readonly promptAudioTokens?: number | undefined;
  /** The part of the completion that was thinking. Default 0. */
  readonly reasoningTokens?: number | undefined;
  /** The part of the completion that was sound. Default 0. */
  readonly completionAudioTokens?: number | undefined;
  /** Output that a prediction of the request had right. Default 0. */
  readonly acceptedPredictionTokens?: number | undefined;
  /** Output that a prediction of the request had wrong. Default 0. */
  readonly rejectedPredictionTokens?: number | undefined;
}
