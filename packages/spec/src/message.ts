import type { ContentPart, ReasoningPart } from "./content.ts";
import type { JsonValue } from "./json.ts";
import type { Audio, File, Image, Video } from "./media.ts";

/** Words of the developer to the model. The agent's own instructions travel beside the messages, not among them. */
export interface SystemMessage {
  readonly role: "system";
  readonly content: string;
}

/** What the person said. */
export interface UserMessage {
  readonly role: "user";
  readonly content: string | readonly ContentPart[];
  readonly name?: string | undefined;
}

/** A tool that the model wants called. `arguments` is the model's JSON text, not yet parsed and not yet trusted. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** What the model said, and which tools it asked for. */
export interface AssistantMessage {
  readonly role: "assistant";
  readonly content: string;
  readonly toolCalls?: readonly ToolCall[] | undefined;
  readonly reasoning?: readonly ReasoningPart[] | undefined;
  readonly refusal?: string | undefined;
  readonly images?: readonly Image[] | undefined;
  readonly audio?: Audio | undefined;
  /** Which vendor and model said it: adapters return `providerData` and signatures only to the same vendor. */
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly providerData?: { readonly [provider: string]: JsonValue } | undefined;
}

/** The answer to one tool call. Every call gets exactly one, also when it failed, was denied or was cancelled. */
export interface ToolMessage {
  readonly role: "tool";
  readonly toolCallId: string;
  readonly toolName: string;
  readonly content: string;
  readonly isError?: boolean | undefined;
  readonly images?: readonly Image[] | undefined;
  readonly videos?: readonly Video[] | undefined;
  readonly audio?: readonly Audio[] | undefined;
  readonly files?: readonly File[] | undefined;
}

/** One entry of a conversation. Switch over `role`. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/**
 * A read-only list of messages with a fixed length, over storage that the run goes on to write. Iterate it, or call
 * `toArray()` where an array is needed (that copies).
 */
export interface MessageList extends Iterable<Message> {
  readonly length: number;
  at(index: number): Message | undefined;
  toArray(): Message[];
}
