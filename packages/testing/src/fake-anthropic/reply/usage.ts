import type { JsonObject } from "@definable/spec";
import type { MessagesCall } from "../requests/messages-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { contentOf } from "./blocks.ts";

/** The counts of a whole reply; undefined for a server that sends none. */
export function usageOf(reply: ReplyOptions, call: MessagesCall): JsonObject | undefined {
  const counts = countsOf(reply, call);
  if (counts === undefined) return undefined;
  return {
    ...counts,
    cache_creation: {
      ephemeral_5m_input_tokens: counts["cache_creation_input_tokens"] ?? 0,
      ephemeral_1h_input_tokens: 0,
    },
    service_tier: "standard",
    inference_geo: "global",
    speed: "standard",
  };
}

/** The counts with which a stream opens: nothing much has come out yet. */
export function openingUsageOf(reply: ReplyOptions, call: MessagesCall): JsonObject | undefined {
  const usage = usageOf(reply, call);
  return usage === undefined ? undefined : { ...usage, output_tokens: 1, output_tokens_details: null };
}

/** The counts with which a stream closes. They are of the whole, not of what is new. */
export function countsOf(reply: ReplyOptions, call: MessagesCall): JsonObject | undefined {
  if (reply.usage === null) return undefined;
  const usage = reply.usage ?? {};
  const thinking = usage.thinkingTokens;
  return {
    input_tokens: usage.inputTokens ?? call.promptTokens,
    cache_creation_input_tokens: usage.cacheCreationTokens ?? 0,
    cache_read_input_tokens: usage.cacheReadTokens ?? 0,
    output_tokens: usage.outputTokens ?? estimate(reply) + (thinking ?? 0),
    output_tokens_details: thinking === undefined ? null : { thinking_tokens: thinking },
    server_tool_use: null,
  };
}

function estimate(reply: ReplyOptions): number {
  return Math.ceil(JSON.stringify(contentOf(reply)).length / 4);
}
