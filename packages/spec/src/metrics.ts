/**
 * Tokens of one model call, in one meaning for all vendors: `inputTokens` is everything that went in, cached or not;
 * `outputTokens` everything that came out, reasoning included. The other fields are parts of these, never additions.
 */
export interface Usage {
  /** Everything that went in, cached or not. */
  readonly inputTokens: number;
  /** Everything that came out, reasoning included. */
  readonly outputTokens: number;
  /** The sum of the two, or what the vendor counts. */
  readonly totalTokens: number;
  /** The part of the input that came from the vendor's cache. */
  readonly cacheReadTokens?: number | undefined;
  /** The part of the input that was written to the vendor's cache. */
  readonly cacheWriteTokens?: number | undefined;
  /** The part of the output that was thinking. */
  readonly reasoningTokens?: number | undefined;
  /** The part of the input that was sound. */
  readonly audioInputTokens?: number | undefined;
  /** The part of the output that was sound. */
  readonly audioOutputTokens?: number | undefined;
}

/** What a run used, over all its segments and model calls. */
export interface Metrics {
  /** The sum of `Usage.inputTokens`. */
  readonly inputTokens: number;
  /** The sum of `Usage.outputTokens`. */
  readonly outputTokens: number;
  /** The sum of `Usage.totalTokens`. */
  readonly totalTokens: number;
  /** The part of the input that came from a vendor's cache; 0 when nothing is known of it. */
  readonly cacheReadTokens: number;
  /** The part of the input that was written to a vendor's cache; 0 when nothing is known of it. */
  readonly cacheWriteTokens: number;
  /** The part of the output that was thinking; 0 when nothing is known of it. */
  readonly reasoningTokens: number;
  /** The part of the input that was sound; 0 when nothing is known of it. */
  readonly audioInputTokens: number;
  /** The part of the output that was sound; 0 when nothing is known of it. */
  readonly audioOutputTokens: number;
  /** US dollars. Undefined when the price of any call is unknown: no number is better than a wrong one. */
  readonly cost?: number | undefined;
  /** Seconds of work; the time a paused run waits for a person does not count. */
  readonly duration: number;
  /** Seconds from the start of the run to the first text of a model. */
  readonly timeToFirstToken?: number | undefined;
  /** How often a model was asked. Further tries of a failed call do not count. */
  readonly modelCalls: number;
  /** How many calls of tools have a result, good or bad. */
  readonly toolCalls: number;
  /** What of the above was not for the conversation itself, by purpose: `thinking`, `summary`. Undefined when all was. */
  readonly purposes?: { readonly [purpose: string]: PurposeMetrics } | undefined;
}

/** What the model calls of one purpose used. It is part of the run's sums, not added to them. */
export interface PurposeMetrics {
  /** How often a model was asked. */
  readonly modelCalls: number;
  /** The sum of `Usage.inputTokens`. */
  readonly inputTokens: number;
  /** The sum of `Usage.outputTokens`. */
  readonly outputTokens: number;
  /** The sum of `Usage.totalTokens`. */
  readonly totalTokens: number;
  /** US dollars. Undefined when the price of any call is unknown. */
  readonly cost?: number | undefined;
}

/** US dollars per million tokens, as a vendor published them on a day. */
export interface ModelPrice {
  /** For tokens that go in. */
  readonly input: number;
  /** For tokens that come out. */
  readonly output: number;
  /** Default: the price of `input`. */
  readonly cacheRead?: number | undefined;
  /** Default: the price of `input`. */
  readonly cacheWrite?: number | undefined;
  /** Default: the price of `input`. */
  readonly audioInput?: number | undefined;
  /** Default: the price of `output`. */
  readonly audioOutput?: number | undefined;
  /** The day the price was read, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Where it was read. */
  readonly source: string;
}
