import type { JsonObject, JsonValue } from "@definable/spec";
import type { AnyReply } from "../../fake-server/script/step.ts";
import type { WireOptions } from "../../fake-server/script/wire-options.ts";
import { ScriptError } from "../../script/script-error.ts";
import type { ReplyStep } from "./step.ts";
import type { UsageOptions } from "./usage-options.ts";

/** A tool call that the fake model makes. */
export interface FakeToolUse {
  /** The tool that is called; it need not exist. */
  readonly name: string;
  /** Default: `toolu_` and a number that is unique in the server. */
  readonly id?: string | undefined;
  /** Sent as its JSON. Default `{}`. */
  readonly arguments?: JsonObject | undefined;
  /** The exact pieces of the argument text in a stream, instead of pieces of `chunkSize`; they may be broken JSON. */
  readonly argumentDeltas?: readonly string[] | undefined;
}

/** A block of what the fake model says. A list of texts gives the exact deltas of a stream. */
export type FakeBlock =
  | {
      readonly type: "text";
      readonly text: string | readonly string[];
      /** Where the words are from. Default: nothing is said of it. */
      readonly citations?: readonly JsonObject[] | undefined;
    }
  | {
      readonly type: "thinking";
      readonly thinking: string | readonly string[];
      /** Default: one that the server takes back later, with the same text and in the same place. */
      readonly signature?: string | undefined;
    }
  | { readonly type: "redacted_thinking"; readonly data: string }
  | ({ readonly type: "tool_use" } & FakeToolUse)
  /** Any other block, such as what a tool of the vendor's own found. It has no deltas. */
  | { readonly type: "other"; readonly block: JsonObject };

/** Why the fake model stopped. */
export type StopReason =
  | "end_turn"
  | "max_tokens"
  | "stop_sequence"
  | "tool_use"
  | "pause_turn"
  | "refusal"
  | "model_context_window_exceeded";

/** What the fake model says in one reply. The same options serve a streamed and an unstreamed request. */
export interface ReplyOptions extends AnyReply {
  /** Said first. For several blocks of it, or another order, give `content`. */
  readonly thinking?: string | readonly string[] | undefined;
  /** Said after the thinking. A list gives the exact deltas of a stream. Default none. */
  readonly text?: string | readonly string[] | undefined;
  /** Sent as text: an answer to a request with an output format. */
  readonly json?: JsonValue | undefined;
  /** The tools that it asks for, last. Default none. */
  readonly toolCalls?: readonly FakeToolUse[] | undefined;
  /** All blocks in their order, instead of the fields above. */
  readonly content?: readonly FakeBlock[] | undefined;
  /** Default "tool_use" with tool calls, else "end_turn". `null`: a server that never says. */
  readonly stopReason?: StopReason | null | undefined;
  /** The sequence that was met. */
  readonly stopSequence?: string | undefined;
  /** What goes with the stop reason "refusal". */
  readonly refusal?: { readonly category?: string | null; readonly explanation?: string | null } | undefined;
  /** `null`: a compatible server that sends no usage. */
  readonly usage?: UsageOptions | null | undefined;
  /** Characters of each delta of a stream, never cutting one in half. Default 12. */
  readonly chunkSize?: number | undefined;
  /** How often the stream says `ping` after its first block has begun. Default 1, as the vendor. */
  readonly pings?: number | undefined;
  /** The model that the answer names. Default: the one of the request. */
  readonly model?: string | undefined;
  /** Default: `msg_` and a number. */
  readonly id?: string | undefined;
  /** How the bytes are cut and paced. Default: as the vendor does. */
  readonly wire?: WireOptions | undefined;
}

/**
 * A step that answers with a reply of the model, whole. With a broken end see `cut`, `stall` and `streamError`. Throws
 * when options contradict each other.
 */
export function reply(options: ReplyOptions = {}): ReplyStep {
  checkReply(options);
  return { kind: "reply", reply: options, ending: { kind: "finish" } };
}

/** Refuses options that could not be sent as they stand. */
export function checkReply(options: ReplyOptions): void {
  const { content, text, json, thinking, toolCalls, chunkSize, wire } = options;
  if (text !== undefined && json !== undefined) {
    throw new ScriptError("invalidStep", "A reply has both text and json: give one, both are the content.");
  }
  if (content !== undefined && [text, json, thinking, toolCalls].some((field) => field !== undefined)) {
    throw new ScriptError("invalidStep", "A reply has content and other fields that say something: content is all.");
  }
  for (const [name, value] of [
    ["chunkSize", chunkSize],
    ["wire.bytesPerWrite", wire?.bytesPerWrite],
  ] as const) {
    if (value !== undefined && !(value >= 1)) {
      throw new ScriptError("invalidStep", `A reply has ${name} ${String(value)}: give a number of at least 1.`);
    }
  }
}
