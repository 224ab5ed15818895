import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import { contentOf, joined } from "./content.ts";

/** The usage object of a reply, or undefined for a server that sends none. */
export function usageOf(reply: ReplyOptions, call: Pick<ChatCall, "promptTokens">): JsonObject | undefined {
  if (reply.usage === null) return undefined;
  const usage = reply.usage ?? {};
  const prompt = usage.promptTokens ?? call.promptTokens;
  const completion = usage.completionTokens ?? estimate(reply) + (usage.reasoningTokens ?? 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: usage.totalTokens ?? prompt + completion,
    prompt_tokens_details: {
      cached_tokens: usage.cachedTokens ?? 0,
      audio_tokens: usage.promptAudioTokens ?? 0,
      ...(usage.cacheWriteTokens === undefined ? {} : { cache_write_tokens: usage.cacheWriteTokens }),
    },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens ?? 0,
      audio_tokens: usage.completionAudioTokens ?? 0,
      accepted_prediction_tokens: usage.acceptedPredictionTokens ?? 0,
      rejected_prediction_tokens: usage.rejectedPredictionTokens ?? 0,
    },
  };
}

function estimate(reply: ReplyOptions): number {
  const calls = JSON.stringify(reply.toolCalls ?? []).length - 2;
  const said = `${contentOf(reply) ?? ""}${joined(reply.refusal) ?? ""}${reply.audio?.transcript ?? ""}`.length;
  return Math.ceil((calls + said) / 4);
}
