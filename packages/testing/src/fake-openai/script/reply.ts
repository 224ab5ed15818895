import type { JsonObject, JsonValue } from "@definable/spec";
import { ScriptError } from "../../script/script-error.ts";
import type { ReplyStep } from "./step.ts";
import type { FakeItem } from "./fake-item.ts";
import type { FakeToolCall } from "./fake-tool-call.ts";
import type { UsageOptions } from "./usage-options.ts";
import type { WireOptions } from "./wire-options.ts";

/** Sound that the fake model says. */
export interface FakeAudio {
  /** Base64. */
  readonly data: string;
  /** The words that are spoken. */
  readonly transcript: string;
  /** Default: `audio_` and a number. */
  readonly id?: string | undefined;
  /** Seconds since 1970. Default: an hour from now. */
  readonly expiresAt?: number | undefined;
}

/** Why the fake model stopped. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "function_call";

/** What the fake model says in one reply. The same options serve a streamed and an unstreamed request. */
export interface ReplyOptions {
  /** A list gives the exact deltas of a stream. */
  readonly text?: string | readonly string[] | undefined;
  /** Sent as text: an answer to a request with a `response_format`. */
  readonly json?: JsonValue | undefined;
  /** The tools that it asks for. Default none. */
  readonly toolCalls?: readonly FakeToolCall[] | undefined;
  /** Text of the reasoning: a summary in a response; in a chat as compatible servers send it (OpenAI itself never does). */
  readonly reasoning?: string | readonly string[] | undefined;
  /** The field that carries the reasoning. Default "reasoning_content". */
  readonly reasoningField?: "reasoning_content" | "reasoning" | undefined;
  /** The words with which it declines. A list gives the exact deltas of a stream. Default none. */
  readonly refusal?: string | readonly string[] | undefined;
  /** Sound beside the text. Default none. */
  readonly audio?: FakeAudio | undefined;
  /** Default "tool_calls" with tool calls, else "stop". `null`: a server that never says. */
  readonly finishReason?: FinishReason | null | undefined;
  /** `null`: a server that sends no usage, even when asked. */
  readonly usage?: UsageOptions | null | undefined;
  /** Where a stream carries its usage. Default "last-chunk", as the vendor; "finish-chunk" as some compatible servers. */
  readonly usageIn?: "last-chunk" | "finish-chunk" | undefined;
  /** Characters of each delta of a stream, never cutting one in half. Default 12. */
  readonly chunkSize?: number | undefined;
  /** Deltas of several tool calls in turn, instead of one call after the other. Default false. */
  readonly interleave?: boolean | undefined;
  /** The exact items of a response, instead of those made from the rest. A chat does not look at it. */
  readonly output?: readonly FakeItem[] | undefined;
  /** The exact `delta` objects of a chat's stream, instead of those made from the rest. The end of the stream stays as it is. */
  readonly deltas?: readonly JsonObject[] | undefined;
  /** With `streamError`, how a stream of the Responses API says it. Default "error". */
  readonly errorEvent?: "error" | "response.failed" | undefined;
  /** The model that the answer names. Default: the one of the request. */
  readonly model?: string | undefined;
  /** Default: `chatcmpl-` or `resp_` and a number. */
  readonly id?: string | undefined;
  /** Sent as `service_tier`. Default: not sent. */
  readonly serviceTier?: string | undefined;
  /** Sent as `system_fingerprint`. Default: not sent. */
  readonly systemFingerprint?: string | undefined;
  /** Wait before the headers, in milliseconds. Default 0. */
  readonly delayMs?: number | undefined;
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
  if (options.text !== undefined && options.json !== undefined) {
    throw new ScriptError("invalidStep", "A reply has both text and json: give one, both are the content.");
  }
  if (options.output !== undefined && (options.text ?? options.json ?? options.toolCalls) !== undefined) {
    throw new ScriptError("invalidStep", "A reply has output beside text, json or toolCalls: give the items alone.");
  }
  for (const [name, value] of [
    ["chunkSize", options.chunkSize],
    ["wire.bytesPerWrite", options.wire?.bytesPerWrite],
  ] as const) {
    if (value !== undefined && !(value >= 1)) {
      throw new ScriptError("invalidStep", `A reply has ${name} ${String(value)}: give a number of at least 1.`);
    }
  }
}
