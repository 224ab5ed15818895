import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { FinishReason, ReplyOptions } from "../script/reply.ts";

/** What every chunk and every completion says about itself. */
export function envelope(reply: ReplyOptions, call: ChatCall, object: string): JsonObject {
  return {
    id: reply.id ?? `chatcmpl-fake${String(call.number).padStart(10, "0")}`,
    object,
    created: call.created,
    model: reply.model ?? call.model,
    service_tier: reply.serviceTier ?? "default",
    system_fingerprint: reply.systemFingerprint ?? "fp_fake000000",
  };
}

/** Why the reply ends, as it is said at its end. */
export function finishReasonOf(reply: ReplyOptions): FinishReason | null {
  if (reply.finishReason !== undefined) return reply.finishReason;
  return (reply.toolCalls?.length ?? 0) > 0 ? "tool_calls" : "stop";
}
