import type { FileReader, Knowledge, Memory, Model } from "@definable/spec";
import type { ModelRef } from "../model/resolve-model.ts";

/** How an agent looks documents up. */
export interface KnowledgeOptions {
  /** Where the documents are. */
  readonly knowledge: Knowledge;
  /**
   * `always`: for each input. `auto`: when a model, asked with a small question, does not say no. `never`: not at all. Default
   * `always`.
   */
  readonly trigger?: "always" | "auto" | "never" | undefined;
  /** Documents that fit worse are left out; those without a score stay. Default: none is left out. */
  readonly minScore?: number | undefined;
  /** The most documents that go into the prompt, best first. Default 5. */
  readonly maxDocuments?: number | undefined;
  /** Who is asked with `auto`. Default: the run's model. */
  readonly model?: string | Model | undefined;
}

/** How much of the earlier messages, of the session and of the option `messages`, the model is asked with. */
export interface HistoryOptions {
  /** At most this many messages. Default: no limit. */
  readonly maxMessages?: number | undefined;
  /** The first turns stay, as far as the limits allow: so many. Default 0. */
  readonly keepFirst?: number | undefined;
  /** At most this many tokens, estimated as a quarter of the bytes. Default: no limit. */
  readonly maxTokens?: number | undefined;
}

/** When and how long results of tools are shortened. Results under 1,000 characters and errors never are. */
export interface CompressionOptions {
  /** Who shortens. Default: the run's model. */
  readonly model?: string | Model | undefined;
  /** So many long results make it begin. Default 3, or no such limit when `tokenLimit` is given. */
  readonly toolResultsLimit?: number | undefined;
  /** So many tokens in long results make it begin, estimated as a quarter of the bytes. Default: no such limit. */
  readonly tokenLimit?: number | undefined;
  /** What the model is told to keep and to drop. Default: facts, numbers, names and dates stay. */
  readonly instructions?: string | undefined;
}

/** When and how the beginning of a session is summarised. */
export interface SummaryOptions {
  /** Who summarises. Default: the run's model. */
  readonly model?: string | Model | undefined;
  /** What the model is told to keep. Default: what the person wants and is, what was decided, what is open. */
  readonly instructions?: string | undefined;
  /** So many messages since the last summary make the next one. Default 40. */
  readonly everyMessages?: number | undefined;
  /** At least this many of the newest messages stay as they are. Default 10. */
  readonly keepLast?: number | undefined;
}

type WithModel<Options> = Omit<Options, "model"> & { readonly model: ModelRef | undefined };

/** The layers of an agent, checked. */
export interface LayerConfig {
  readonly memory: Memory | undefined;
  readonly knowledge: WithModel<KnowledgeOptions> | undefined;
  /** Tried in order; true stands for the built-in one. */
  readonly readers: true | readonly FileReader[] | undefined;
  readonly history: HistoryOptions | undefined;
  readonly compression: WithModel<CompressionOptions> | undefined;
  readonly summary: WithModel<SummaryOptions> | undefined;
  /** False when only files are of interest. */
  readonly always: boolean;
}
