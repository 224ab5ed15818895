import type { JsonObject, JsonValue } from "@definable/spec";
import { isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, missing, wrongType } from "./issue.ts";
import { messageIssues } from "./message-issues.ts";
import { outputIssues } from "./output-issues.ts";
import { samplingIssues } from "./sampling-issues.ts";
import { toolIssues } from "./tool-issues.ts";

/** The first thing that the vendor has against a chat request (status 400), or undefined. */
export function chatIssue(body: JsonValue | undefined): VendorError | undefined {
  for (const found of chatIssues(body)) return found;
  return undefined;
}

function* chatIssues(body: JsonValue | undefined): Generator<VendorError> {
  if (body === undefined) yield issue("you must provide a model parameter");
  else if (isObject(body)) yield* bodyIssues(body);
  else yield wrongType("body", "an object", body);
}

function* bodyIssues(body: JsonObject): Generator<VendorError> {
  for (const name of Object.keys(body)) {
    if (!KNOWN.has(name)) yield issue(`Unknown parameter: '${name}'.`, name, "unknown_parameter");
  }
  const { model } = body;
  if (model === undefined || model === "") yield issue("you must provide a model parameter");
  else if (typeof model !== "string") yield wrongType("model", "a string", model);
  if (body["messages"] === undefined) yield missing("messages");
  else yield* messageIssues(body["messages"]);
  yield* toolIssues(body);
  yield* samplingIssues(body);
  yield* outputIssues(body);
}

const KNOWN: ReadonlySet<string> = new Set([
  "messages",
  "model",
  "audio",
  "frequency_penalty",
  "function_call",
  "functions",
  "logit_bias",
  "logprobs",
  "max_completion_tokens",
  "max_tokens",
  "metadata",
  "modalities",
  "moderation",
  "n",
  "parallel_tool_calls",
  "prediction",
  "presence_penalty",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "reasoning_effort",
  "response_format",
  "safety_identifier",
  "seed",
  "service_tier",
  "stop",
  "store",
  "stream",
  "stream_options",
  "temperature",
  "tool_choice",
  "tools",
  "top_logprobs",
  "top_p",
  "user",
  "verbosity",
  "web_search_options",
]);
