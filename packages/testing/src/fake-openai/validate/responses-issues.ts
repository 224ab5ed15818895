import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { inputItemIssues } from "./input-item-issues.ts";
import { issue, wrongType } from "./issue.ts";
import { itemOrderIssues } from "./item-order-issues.ts";
import { responseSettingIssues } from "./response-setting-issues.ts";
import { responseToolIssues } from "./response-tool-issues.ts";

/** The first thing that the vendor has against a request to the Responses API (status 400), or undefined. */
export function responsesIssue(body: JsonValue | undefined): VendorError | undefined {
  for (const found of responsesIssues(body)) return found;
  return undefined;
}

function* responsesIssues(body: JsonValue | undefined): Generator<VendorError> {
  if (body === undefined) yield issue("Missing required parameter: 'model'.", "model", "missing_required_parameter");
  else if (isObject(body)) yield* bodyIssues(body);
  else yield wrongType("body", "an object", body);
}

function* bodyIssues(body: JsonObject): Generator<VendorError> {
  for (const name of Object.keys(body)) {
    if (!KNOWN.has(name)) yield issue(`Unknown parameter: '${name}'.`, name, "unknown_parameter");
  }
  const { input, model } = body;
  if (model === undefined || model === "") {
    yield issue("Missing required parameter: 'model'.", "model", "missing_required_parameter");
  } else if (typeof model !== "string") yield wrongType("model", "a string", model);
  yield* inputIssues(input, body);
  yield* responseToolIssues(body);
  yield* responseSettingIssues(body);
}

const STARTS = ["previous_response_id", "prompt", "conversation"] as const;

function* inputIssues(input: JsonValue | undefined, body: JsonObject): Generator<VendorError> {
  const isGoingOn = STARTS.some((name) => body[name] !== undefined && body[name] !== null);
  const isEmpty = input === undefined || input === null || (isArray(input) && input.length === 0);
  if (isEmpty && !isGoingOn) {
    const message = "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation_id' must be provided.";
    yield issue(message, "input", "missing_required_parameter");
  }
  if (isEmpty || typeof input === "string") return;
  if (!isArray(input)) {
    yield wrongType("input", "one of a string or array of input items", input);
    return;
  }
  yield* inputItemIssues(input);
  const items = input.filter((item) => isObject(item));
  // What came before is at the vendor's, who knows what belongs together.
  if (!isGoingOn) yield* itemOrderIssues(items, body);
}

const KNOWN: ReadonlySet<string> = new Set([
  "access_programs",
  "background",
  "context_management",
  "conversation",
  "image",
  "include",
  "input",
  "instructions",
  "max_output_tokens",
  "max_tool_calls",
  "metadata",
  "model",
  "moderation",
  "parallel_tool_calls",
  "previous_response_id",
  "prompt",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "reasoning",
  "safety_identifier",
  "service_tier",
  "store",
  "stream",
  "stream_options",
  "temperature",
  "text",
  "tool_choice",
  "tools",
  "top_logprobs",
  "top_p",
  "truncation",
  "user",
]);
