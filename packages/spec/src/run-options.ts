import type { JsonObject } from "./json.ts";
import type { Audio, File, Image, MediaInput, Video } from "./media.ts";
import type { Message, UserMessage } from "./message.ts";
import type { Model, ModelSettings, ProviderOptions } from "./model.ts";
import type { Decision } from "./requirement.ts";
import type { StandardSchema } from "./schema.ts";
import type { Tool } from "./tool.ts";

/** What a run may be given: the person's words, one message, or several. */
export type RunInputLike = string | UserMessage | readonly UserMessage[];

/** A token that cancels a run from elsewhere: an alternative to `AbortSignal` with the reference's names. */
export interface CancellationTokenLike {
  /** True from the first cancel on. */
  readonly isCancelled: boolean;
  /** Aborts at the first cancel: for everything that takes an `AbortSignal`. */
  readonly signal: AbortSignal;
}

/** What a run may use. Each limit ends the run well, with its own `stopReason` and all that was said and done. */
export interface RunLimits {
  /** The most tokens of all model calls together; no call begins past it. Default: no limit. */
  readonly maxTotalTokens?: number | undefined;
  /**
   * The most US dollars. No call begins that could go past it: its longest answer counts. Needs a known price and a known
   * length of answers (`PRICE_UNKNOWN`). Default: no limit.
   */
  readonly maxCost?: number | undefined;
  /** The most milliseconds of work, over all segments; what is under way then is cut short. Default: no limit. */
  readonly maxDurationMs?: number | undefined;
}

/** The options of one run, all optional. What is given here, limits too, goes before what the agent was given. */
export interface RunOptions<Deps = unknown, Parsed = unknown> extends RunLimits {
  /** Earlier turns. The input comes after them. */
  readonly messages?: readonly Message[] | undefined;
  /** Groups runs into a conversation. Without it the run sees no history and leaves none. */
  readonly sessionId?: string | undefined;
  /** Default: a fresh one. Throws `RUN_EXISTS` when it is taken. */
  readonly runId?: string | undefined;
  /** Whose run it is: sessions and memory are scoped to it. */
  readonly userId?: string | undefined;
  /** Pictures that come with the input. */
  readonly images?: readonly MediaInput<Image>[] | undefined;
  /** Moving pictures that come with the input. */
  readonly videos?: readonly MediaInput<Video>[] | undefined;
  /** Sound that comes with the input. */
  readonly audio?: readonly MediaInput<Audio>[] | undefined;
  /** Documents that come with the input. */
  readonly files?: readonly MediaInput<File>[] | undefined;
  /**
   * Your own notes on the run, such as a ticket number. Shown in `RunStarted` and on the output, never to the model.
   */
  readonly metadata?: JsonObject | undefined;
  /** For this run in place of the agent's. In no event, output or store: a continuation in another process has the agent's. */
  readonly instructions?: string | undefined;
  /** For this run besides the agent's. Their dependencies are not checked by type. Throws `DUPLICATE_TOOL` for a taken name. */
  readonly tools?: readonly Tool[] | undefined;
  /** The tools that the model may call in this run, by name; the others are there and not shown. Default: the agent's. */
  readonly activeTools?: readonly string[] | undefined;
  /** For this run in place of the agent's. */
  readonly model?: string | Model | undefined;
  /**
   * The shape of the answer: zod 4, arktype, valibot through `toStandardJsonSchema`, or `jsonSchema()`. `output.parsed` is
   * the answer as the schema gives it. One that does not fit is asked for once more; then the run fails with
   * `OUTPUT_INVALID`.
   */
  readonly outputSchema?: StandardSchema<unknown, Parsed> | undefined;
  /** Laid over the session's state, field by field. */
  readonly sessionState?: JsonObject | undefined;
  /** For the tools of this run; replaces the agent's, field by field. In no event, output or store. */
  readonly dependencies?: Deps | undefined;
  /** How the model should answer in this run. Goes before the agent's, field by field. */
  readonly modelSettings?: ModelSettings | undefined;
  /** Options of one vendor for this run. Replaces the agent's as a whole. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined;
  /** Cancels the run. */
  readonly cancellationToken?: CancellationTokenLike | undefined;
}

/** The options of a continuation: all else comes from the run. */
export interface ContinueOptions<Parsed = unknown> {
  /** Answers by requirement id; answers given on the live object count too. Applied all or none. */
  readonly decisions?: readonly Decision[] | undefined;
  /** Who answers, for the record. Default `caller`. */
  readonly decidedBy?: string | undefined;
  /** Through what, for the record. Default `api`. */
  readonly decidedThrough?: string | undefined;
  /** The shape of the answer. Default: the run's, in the process where it paused; elsewhere none. */
  readonly outputSchema?: StandardSchema<unknown, Parsed> | undefined;
  /** From here on in place of the run's. */
  readonly model?: string | Model | undefined;
  /** Cancels the segment that begins now. */
  readonly signal?: AbortSignal | undefined;
  /** Cancels the segment that begins now. */
  readonly cancellationToken?: CancellationTokenLike | undefined;
}
