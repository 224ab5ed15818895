import type { ContentPart, ReasoningPart } from "./content.ts";
import type { JsonValue } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";

/** Words of the developer to the model. The agent's own instructions travel beside the messages, not among them. */
export interface SystemMessage {
  readonly role: "system";
  /** The text, as the model reads it. */
  readonly content: string;
}

/** What the person said. */
export interface UserMessage {
  readonly role: "user";
  /** The words; a list when media come with them. */
  readonly content: string | readonly ContentPart[];
  /** Who speaks, where several people do. Vendors that know no names leave it out. */
  readonly name?: string | undefined;
}

/** A tool that the model wants called. `arguments` is the model's JSON text, not yet parsed and not yet trusted. */
export interface ToolCall {
  /** The vendor's id of the call, unique in its reply. The result names it. */
  readonly id: string;
  /** The tool that is wanted. The model may name one that does not exist. */
  readonly name: string;
  /** JSON text, as the model wrote it. It may be broken. */
  readonly arguments: string;
}

/** What the model said, and which tools it asked for. */
export interface AssistantMessage {
  readonly role: "assistant";
  /** The text that was said; empty when the model only called tools. */
  readonly content: string;
  /** The tools that it asked for, in its order. Undefined when it asked for none. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
  /** What it thought first, where the vendor tells. Goes back to the same vendor unchanged. */
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  /** The words with which it declined, where the vendor keeps them apart from the text. */
  readonly refusal?: string | undefined;
  /** Pictures that it made. */
  readonly images?: readonly Image[] | undefined;
  /** Sound that it made. */
  readonly audio?: Audio | undefined;
  /** Which vendor and model said it: adapters return `providerData` and signatures only to the same vendor. */
  readonly provider?: string | undefined;
  /** The vendor's name of the model, without the provider. */
  readonly model?: string | undefined;
  /** What only the vendor understands and wants back, by provider. */
  readonly providerData?: { readonly [provider: string]: JsonValue } | undefined;
}

/** The answer to one tool call. Every call gets exactly one, also when it failed, was denied or was cancelled. */
export interface ToolMessage {
  readonly role: "tool";
  /** The id of the call that this answers. */
  readonly toolCallId: string;
  /** The name that the call had. */
  readonly toolName: string;
  /** The result as text, or the error in words for the model. */
  readonly content: string;
  /** True when `content` tells of a failure. Default: it does not. */
  readonly isError?: boolean | undefined;
  /** Pictures that the tool returned beside the text. */
  readonly images?: readonly Image[] | undefined;
  /** Moving pictures that the tool returned beside the text. */
  readonly videos?: readonly Video[] | undefined;
  /** Sound that the tool returned beside the text. */
  readonly audio?: readonly Audio[] | undefined;
  /** Documents that the tool returned beside the text. */
  readonly files?: readonly File[] | undefined;
}

/** One entry of a conversation. Switch over `role`. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/**
 * A read-only list of messages with a fixed length, over storage that the run goes on to write. Iterate it, or call
 * `toArray()` where an array is needed (that copies).
 */
export interface MessageList extends Iterable<Message> {
  /** How many messages there are. Does not grow, even when the run goes on. */
  readonly length: number;
  /** The message at a place, counted from the end when negative; undefined outside the list. */
  at(index: number): Message | undefined;
  /** A copy that is yours to change. */
  toArray(): Message[];
}
