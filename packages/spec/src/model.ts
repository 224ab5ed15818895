import type { ContentPart, ReasoningPart } from "./content.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Audio, Image } from "./media.ts";
import type { MessageList, ToolCall } from "./message.ts";
import type { ModelPrice, Usage } from "./metrics.ts";
import type { JsonSchema } from "./schema.ts";

/** How the model should answer. Everything left out is the vendor's default. */
export interface ModelSettings {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  readonly toolChoice?: ToolChoice | undefined;
  /** Default true: a cancelled run then keeps its partial text. False for vendors that cannot. */
  readonly stream?: boolean | undefined;
}

/** Whether the model may, must or must not call tools, or must call one by name. */
export type ToolChoice = "auto" | "required" | "none" | { readonly name: string };

/** Options of one vendor, passed on unchanged: `{ openai: { service_tier: "flex" } }`. */
export type ProviderOptions = { readonly [provider: string]: JsonObject };

/** What a model is told of a tool. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
  readonly strict?: boolean | undefined;
}

/** A shape that the answer must have. */
export interface OutputFormat {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly strict?: boolean | undefined;
}

/** One call of a model. `messages` holds no system message and is legal: every tool call has one result after it. */
export interface ModelRequest {
  readonly messages: MessageList;
  readonly instructions?: string | undefined;
  readonly tools: readonly ToolDefinition[];
  readonly settings: ModelSettings;
  readonly providerOptions?: ProviderOptions | undefined;
  readonly outputFormat?: OutputFormat | undefined;
  /** Aborts the call. Made when first read: read it once. */
  readonly signal: AbortSignal;
}

/**
 * Hears the answer while it comes. What a method returns may be a promise: then wait for it before the next delta,
 * because the reader is slow. Deltas hold only what is new. Methods never throw.
 */
export interface ModelListener {
  text(delta: string): void | Promise<void>;
  reasoning(delta: string): void | Promise<void>;
  /** Something else came, such as a piece of a tool call: the model is at work. Keeps its time limits from ending. */
  progress?(): void;
}

/** Why the model stopped. `length`: out of tokens; `filter`: the vendor withheld the rest. */
export type FinishReason = "stop" | "toolCalls" | "length" | "filter" | "other";

/** The whole answer of one model call. `content` is exactly what the listener heard as text, joined. */
export interface ModelReply {
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: FinishReason;
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  readonly refusal?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly images?: readonly Image[] | undefined;
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
  readonly price?: ModelPrice | undefined;
  /** The most tokens of one answer when the settings name none. Needed by `maxCost`. */
  readonly maxOutputTokens?: number | undefined;
  /** The kinds of part that the model takes. Default: all, and the vendor judges. */
  readonly accepts?: readonly ContentPart["type"][] | undefined;
  respond(request: ModelRequest, listener: ModelListener): Promise<ModelReply>;
}

/** What a provider package needs to make a model from `"provider/id"`. */
export interface ProviderModule {
  /** Grows when the contract changes, so that a mismatch is said in words. */
  readonly contract: 1;
  createModel(id: string): Model;
}
