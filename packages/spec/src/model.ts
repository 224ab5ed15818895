import type { ContentPart, ReasoningPart } from "./content.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Audio, Image } from "./media.ts";
import type { MessageList, ToolCall } from "./message.ts";
import type { ModelPrice, Usage } from "./metrics.ts";
import type { JsonSchema } from "./schema.ts";

/** How the model should answer. Everything left out is the vendor's default. */
export interface ModelSettings {
  /** How freely it chooses words: 0 is steadiest; the upper end is the vendor's. */
  readonly temperature?: number | undefined;
  /** Chooses only among the likeliest words that together reach this probability, 0 to 1. */
  readonly topP?: number | undefined;
  /** The most tokens of one answer, reasoning included. The answer then ends with `length`. */
  readonly maxOutputTokens?: number | undefined;
  /** Texts that end the answer where they appear. They are not part of it. */
  readonly stop?: readonly string[] | undefined;
  /** Asks for the same answer to the same question, where the vendor can. */
  readonly seed?: number | undefined;
  /** False asks for at most one tool call a reply. */
  readonly parallelToolCalls?: boolean | undefined;
  /** Whether tools may, must or must not be called. */
  readonly toolChoice?: ToolChoice | undefined;
  /** How much the model thinks before it answers. Default: the vendor's. Refused before the call for a model that cannot. */
  readonly reasoning?: ReasoningLevel | undefined;
  /** Default true: a cancelled run then keeps its partial text. False for vendors that cannot. */
  readonly stream?: boolean | undefined;
}

/** How much a model thinks before it answers, in words that every vendor has some meaning for. */
export type ReasoningLevel = "low" | "medium" | "high";

/** Whether the model may, must or must not call tools, or must call one by name. */
export type ToolChoice = "auto" | "required" | "none" | { readonly name: string };

/** Options of one vendor, passed on unchanged: `{ openai: { service_tier: "flex" } }`. */
export type ProviderOptions = { readonly [provider: string]: JsonObject };

/** What a model is told of a tool. */
export interface ToolDefinition {
  /** What the model calls it, prefix of its toolkit included. */
  readonly name: string;
  /** What it does and when to use it. */
  readonly description: string;
  /** The JSON Schema of its input; the root is an object. */
  readonly parameters: JsonSchema;
  /** Keep to the schema to the letter, where the vendor can. Default: the vendor's. */
  readonly strict?: boolean | undefined;
}

/** A shape that the answer must have. */
export interface OutputFormat {
  /** What the vendor calls the shape: letters, digits, `_` and `-`. */
  readonly name: string;
  /** The JSON Schema of the answer. */
  readonly schema: JsonSchema;
  /** Keep to the schema to the letter, where the vendor can. Default: the vendor's. */
  readonly strict?: boolean | undefined;
}

/** One call of a model. `messages` holds no system message and is legal: every tool call has one result after it. */
export interface ModelRequest {
  /** The conversation. It may go on growing behind this view: read it now, do not keep it. */
  readonly messages: MessageList;
  /** The developer's words, to be put where the vendor wants them. */
  readonly instructions?: string | undefined;
  /** What it may call; empty when it must answer without. */
  readonly tools: readonly ToolDefinition[];
  /** How it should answer: the agent's and the run's settings in one. */
  readonly settings: ModelSettings;
  /** Options by provider: take your own, leave the rest. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** The shape that the answer must have. Undefined: free text. */
  readonly outputFormat?: OutputFormat | undefined;
  /** Aborts the call. Made when first read: read it once. */
  readonly signal: AbortSignal;
}

/**
 * Hears the answer while it comes. What a method returns may be a promise: then wait for it before the next delta,
 * because the reader is slow. Deltas hold only what is new. Methods never throw.
 */
export interface ModelListener {
  /** More of the answer's text. */
  text(delta: string): void | Promise<void>;
  /** More of the thinking. */
  reasoning(delta: string): void | Promise<void>;
  /** Something else came, such as a piece of a tool call: the model is at work. Keeps its time limits from ending. */
  progress?(): void;
}

/** Why the model stopped. `length`: out of tokens; `filter`: the vendor withheld the rest. */
export type FinishReason = "stop" | "toolCalls" | "length" | "filter" | "other";

/** The whole answer of one model call. `content` is exactly what the listener heard as text, joined. */
export interface ModelReply {
  /** All of the text; empty when it only called tools. */
  readonly content: string;
  /** The tools that it asks for, in its order; empty when it is done. */
  readonly toolCalls: readonly ToolCall[];
  /** Why it stopped, in words that are the same for all vendors. */
  readonly finishReason: FinishReason;
  /** What it thought, as it must go back to the vendor. */
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  /** The words with which it declined, where the vendor keeps them apart. */
  readonly refusal?: string | undefined;
  /** Tokens of this call. Undefined when the vendor did not say. */
  readonly usage?: Usage | undefined;
  /** Pictures that it made. */
  readonly images?: readonly Image[] | undefined;
  /** Sound that it made. */
  readonly audio?: Audio | undefined;
  /** Kept in the history and given back to the same vendor. */
  readonly providerData?: { readonly [provider: string]: JsonValue } | undefined;
}

/**
 * A language model behind one method. Implement it to bring your own vendor.
 *
 * `respond` asks once: it does not retry. It throws a `ModelError` with a code of the table (never the vendor's text in
 * the message) and rejects soon after `request.signal` aborts. It must not keep `request.messages` or change it.
 */
export interface Model {
  /** The vendor's name of the model, without the provider. */
  readonly id: string;
  /** The provider's name in model strings, such as `openai`. */
  readonly provider: string;
  /** What its tokens cost. Undefined: unknown, and so is the cost of the run. */
  readonly price?: ModelPrice | undefined;
  /** The most tokens of one answer when the settings name none. Needed by `maxCost`. */
  readonly maxOutputTokens?: number | undefined;
  /** The kinds of part that the model takes. Default: all, and the vendor judges. */
  readonly accepts?: readonly ContentPart["type"][] | undefined;
  /**
   * Whether `outputFormat` holds the answer to a schema whose root is an object; a function judges the schema. Default: it
   * does not, and the agent asks for the shape in words.
   */
  readonly structuredOutput?: boolean | ((schema: JsonSchema) => boolean) | undefined;
  /** Asks the model once and returns the whole answer, after every piece of it went to the listener. */
  respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply>;
}

/** What a provider package needs to make a model from `"provider/id"`. */
export interface ProviderModule {
  /** Grows when the contract changes, so that a mismatch is said in words. */
  readonly contract: 1;
  /**
   * Makes the model of an id, without asking the vendor. `provider` is the name before the slash, for a package that speaks
   * for several vendors. Throws a `ConfigError` for an id that cannot be one.
   */
  createModel(id: string, provider: string): Model;
}
