import type { JsonObject } from "@definable/spec";
import type { MessagesCall } from "../requests/messages-call.ts";
import type { ReplyOptions, StopReason } from "../script/reply.ts";
import { blocksOf, contentOf } from "./blocks.ts";
import { usageOf } from "./usage.ts";

/** The body of an unstreamed reply. */
export function messageOf(reply: ReplyOptions, call: MessagesCall): JsonObject {
  const usage = usageOf(reply, call);
  return {
    ...headOf(reply, call),
    content: blocksOf(reply, call).map(({ whole }) => whole),
    ...endOf(reply),
    ...(usage === undefined ? {} : { usage }),
  };
}

/** What a message says of itself before it says anything. */
export function headOf(reply: ReplyOptions, call: MessagesCall): JsonObject {
  return {
    id: reply.id ?? `msg_fake${String(call.number).padStart(10, "0")}`,
    type: "message",
    role: "assistant",
    model: reply.model ?? call.model,
    container: null,
    diagnostics: null,
  };
}

/** Why a message ends. */
export function endOf(reply: ReplyOptions): JsonObject {
  const stopReason = stopReasonOf(reply);
  const { category = null, explanation = null } = reply.refusal ?? {};
  return {
    stop_reason: stopReason,
    stop_sequence: reply.stopSequence ?? null,
    stop_details: stopReason === "refusal" ? { type: "refusal", category, explanation } : null,
  };
}

function stopReasonOf(reply: ReplyOptions): StopReason | null {
  if (reply.stopReason !== undefined) return reply.stopReason;
  if (reply.stopSequence !== undefined) return "stop_sequence";
  if (reply.refusal !== undefined) return "refusal";
  return contentOf(reply).some(({ type }) => type === "tool_use") ? "tool_use" : "end_turn";
}
