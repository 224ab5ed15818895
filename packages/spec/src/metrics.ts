/**
 * Tokens of one model call, in one meaning for all vendors: `inputTokens` is everything that went in, cached or not;
 * `outputTokens` everything that came out, reasoning included. The other fields are parts of these, never additions.
 */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly cacheReadTokens?: number | undefined;
  readonly cacheWriteTokens?: number | undefined;
  readonly reasoningTokens?: number | undefined;
  readonly audioInputTokens?: number | undefined;
  readonly audioOutputTokens?: number | undefined;
}

/** What a run used, over all its segments and model calls. */
export interface Metrics {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly reasoningTokens: number;
  readonly audioInputTokens: number;
  readonly audioOutputTokens: number;
  /** US dollars. Undefined when the price of any call is unknown: no number is better than a wrong one. */
  readonly cost?: number | undefined;
  /** Seconds of work; the time a paused run waits for a person does not count. */
  readonly duration: number;
  /** Seconds from the start of the run to the first text of a model. */
  readonly timeToFirstToken?: number | undefined;
  readonly modelCalls: number;
  readonly toolCalls: number;
}

/** US dollars per million tokens, as a vendor published them on a day. */
export interface ModelPrice {
  readonly input: number;
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
