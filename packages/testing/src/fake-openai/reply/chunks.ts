import type { JsonObject, JsonValue } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { deltasOf } from "./deltas.ts";
import { envelope, finishReasonOf } from "./envelope.ts";
import { logprobs } from "./logprobs.ts";
import { usageOf } from "./usage.ts";

/** The chunks of a streamed reply: the deltas, the finish reason, and the usage when the request asks for it. */
export function chunksOf(reply: ReplyOptions, call: ChatCall): readonly JsonObject[] {
  const head = envelope(reply, call, "chat.completion.chunk");
  const usage = call.includeUsage ? usageOf(reply, call) : undefined;
  // A server that sends no usage has no usage field at all, and neither has a stream that was not asked for it.
  const without: JsonObject = usage === undefined ? {} : { usage: null };
  const inFinish = reply.usageIn === "finish-chunk" && usage !== undefined;

  const chunk = (choice: JsonObject, tail: JsonObject): JsonObject => ({ ...head, choices: [choice], ...tail });
  const chunks = deltasOf(reply, call).map((delta) =>
    chunk(choiceOf(delta, call), call.obfuscation ? { ...without, obfuscation: padding(delta) } : without),
  );
  const reason = finishReasonOf(reply);
  if (reason !== null && !endsWithSound(reply)) {
    const choice = { index: 0, delta: {}, logprobs: null, finish_reason: reason };
    chunks.push(chunk(choice, inFinish ? { usage } : without));
  }
  if (usage !== undefined && !inFinish) chunks.push({ ...head, choices: [], usage });
  return chunks;
}

function choiceOf(delta: JsonObject, call: ChatCall): JsonObject {
  const content = delta["content"];
  const probabilities: JsonValue =
    call.logprobs && typeof content === "string" && content !== "" ? logprobs([content]) : null;
  const choice = { index: 0, delta, logprobs: probabilities };
  // The vendor leaves the finish reason out of the chunk that only says when the sound expires.
  return isExpiry(delta) ? choice : { ...choice, finish_reason: null };
}

/** A stream of sound ends with its expiry and never says why it ended, unless a test wants the reason. */
function endsWithSound(reply: ReplyOptions): boolean {
  return reply.audio !== undefined && reply.finishReason === undefined && !reply.toolCalls?.length;
}

function isExpiry(delta: JsonObject): boolean {
  const audio = delta["audio"];
  return typeof audio === "object" && audio !== null && "expires_at" in audio;
}

/** Fills a delta up to the next 16 characters, which hides its length. */
function padding(delta: JsonObject): string {
  return "x".repeat(16 - (JSON.stringify(delta).length % 16));
}
