import type { JsonObject, JsonValue } from "@definable/spec";
import type { ResponsesCall } from "../requests/responses-call.ts";
import type { ReplyOptions } from "../script/reply.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { outputItems } from "./output-items.ts";
import type { OutputItem } from "./output-items.ts";
import { usageOf } from "./usage.ts";

/** Why a response is incomplete, by why the fake model stopped. */
const INCOMPLETE: Readonly<Record<string, string>> = { length: "max_output_tokens", content_filter: "content_filter" };

/** A response that is under way. */
export function openResponse(reply: ReplyOptions, call: ResponsesCall): JsonObject {
  return responseOf(reply, call, { status: "in_progress", service_tier: "auto", output: [], usage: null });
}

/** A response that has come to its end. */
export function closedResponse(
  reply: ReplyOptions,
  call: ResponsesCall,
  items: readonly OutputItem[] = outputItems(reply, call),
): JsonObject {
  const reason = INCOMPLETE[reply.finishReason ?? ""];
  return responseOf(reply, call, {
    status: reason === undefined ? "completed" : "incomplete",
    completed_at: reason === undefined ? call.created : null,
    incomplete_details: reason === undefined ? null : { reason },
    output: items.map(({ whole }) => whole),
    usage: responseUsage(reply, call),
  });
}

/** A response that the vendor gave up. */
export function failedResponse(reply: ReplyOptions, call: ResponsesCall, error: VendorError): JsonObject {
  const { code, message } = error;
  return responseOf(reply, call, { status: "failed", error: { code: code ?? "server_error", message }, output: [] });
}

/** Everything that a response says about itself: most of it is the request again. */
function responseOf(reply: ReplyOptions, call: ResponsesCall, state: JsonObject): JsonObject {
  const said = (name: string, usual: JsonValue): JsonValue => call.body[name] ?? usual;
  return {
    id: reply.id ?? `resp_fake${String(call.number).padStart(10, "0")}`,
    object: "response",
    created_at: call.created,
    status: "completed",
    background: false,
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: said("instructions", null),
    max_output_tokens: said("max_output_tokens", null),
    max_tool_calls: said("max_tool_calls", null),
    model: reply.model ?? call.model,
    output: [],
    parallel_tool_calls: said("parallel_tool_calls", true),
    previous_response_id: said("previous_response_id", null),
    prompt_cache_key: said("prompt_cache_key", null),
    reasoning: said("reasoning", { effort: null, summary: null }),
    safety_identifier: said("safety_identifier", null),
    service_tier: reply.serviceTier ?? "default",
    store: said("store", true),
    temperature: said("temperature", 1),
    text: said("text", { format: { type: "text" }, verbosity: "medium" }),
    tool_choice: said("tool_choice", "auto"),
    tools: said("tools", []),
    top_logprobs: said("top_logprobs", 0),
    top_p: said("top_p", 1),
    truncation: said("truncation", "disabled"),
    usage: null,
    user: said("user", null),
    metadata: said("metadata", {}),
    ...state,
  };
}

/** The usage of a response, or null for a server that sends none. */
function responseUsage(reply: ReplyOptions, call: ResponsesCall): JsonValue {
  const chat = usageOf(reply, { promptTokens: call.inputTokens });
  if (chat === undefined) return null;
  const { usage } = reply;
  return {
    input_tokens: chat["prompt_tokens"] ?? 0,
    input_tokens_details: {
      cached_tokens: usage?.cachedTokens ?? 0,
      cache_write_tokens: usage?.cacheWriteTokens ?? 0,
    },
    output_tokens: chat["completion_tokens"] ?? 0,
    output_tokens_details: { reasoning_tokens: usage?.reasoningTokens ?? 0 },
    total_tokens: chat["total_tokens"] ?? 0,
  };
}
