import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { formatIssues } from "./format-issues.ts";
import { extra, isAbsent, issue, missing, notListed, shown, wrongType } from "./issue.ts";

/** What the vendor has against the settings of a request. */
export function* settingIssues(body: JsonObject, version: string | undefined): Generator<VendorError> {
  const known = version === "2023-06-01" ? [...KNOWN, ...SAMPLING] : KNOWN;
  for (const name of Object.keys(body)) if (!known.includes(name)) yield extra(name);
  yield* limitIssues(body);
  if (!isAbsent(body["stream"]) && typeof body["stream"] !== "boolean") yield wrongType("stream", "boolean");
  yield* stopIssues(body["stop_sequences"]);
  yield* systemIssues(body["system"]);
  yield* outputIssues(body["output_config"], shown(body["model"]));
}

function* limitIssues({ max_tokens: limit, model }: JsonObject): Generator<VendorError> {
  if (limit === undefined) {
    yield missing("max_tokens");
    return;
  }
  if (typeof limit !== "number" || !Number.isInteger(limit)) {
    yield wrongType("max_tokens", "integer");
    return;
  }
  const most = typeof model === "string" ? maxTokensOf(model) : undefined;
  if (limit < 0) yield issue("max_tokens: Input should be greater than or equal to 0");
  else if (most !== undefined && limit > most) {
    yield issue(
      `max_tokens: ${limit} > ${most}, which is the maximum allowed number of output tokens for ${shown(model)}`,
    );
  }
}

function maxTokensOf(model: string): number | undefined {
  if (/^claude-(opus|sonnet|haiku)-4-5/.test(model)) return 64_000;
  return /^claude-[a-z]+-(4-[6-8]|5)/.test(model) ? 128_000 : undefined;
}

function* stopIssues(stops: JsonValue | undefined): Generator<VendorError> {
  if (isAbsent(stops)) return;
  if (!isArray(stops)) {
    yield wrongType("stop_sequences", "list");
    return;
  }
  for (const [index, stop] of stops.entries()) {
    if (typeof stop !== "string") yield wrongType(`stop_sequences.${index}`, "string");
    else if (stop.trim() === "") yield issue(`stop_sequences.${index}: each stop sequence must contain non-whitespace`);
  }
}

function* systemIssues(system: JsonValue | undefined): Generator<VendorError> {
  if (isAbsent(system) || typeof system === "string") return;
  if (!isArray(system)) {
    yield wrongType("system", "list");
    return;
  }
  for (const [index, block] of system.entries()) {
    if (!isObject(block) || block["type"] !== "text") yield notListed(`system.${index}.type`, ["text"]);
    else if (typeof block["text"] !== "string") yield missing(`system.${index}.text`);
    else if (block["text"] === "") yield issue("system: text content blocks must be non-empty");
  }
}

const EFFORTS = ["low", "medium", "high", "xhigh", "max"];

function* outputIssues(config: JsonValue | undefined, model: string): Generator<VendorError> {
  if (isAbsent(config)) return;
  if (!isObject(config)) {
    yield wrongType("output_config", "dictionary");
    return;
  }
  const { effort, format } = config;
  if (!isAbsent(effort) && !EFFORTS.includes(shown(effort))) yield notListed("output_config.effort", EFFORTS);
  if (!isAbsent(effort) && /^claude-(sonnet|haiku)-4-5/.test(model)) {
    yield issue("This model does not support the effort parameter.");
  }
  if (isAbsent(format)) return;
  if (!isObject(format)) yield wrongType("output_config.format", "dictionary");
  else if (format["type"] !== "json_schema") yield notListed("output_config.format.type", ["json_schema"]);
  else if (!isObject(format["schema"])) yield missing("output_config.format.schema");
  else yield* formatIssues(format["schema"]);
}

/** Gone from the newest version of the API, whatever their value. */
const SAMPLING = ["temperature", "top_p", "top_k"];

const KNOWN: readonly string[] = [
  "cache_control",
  "container",
  "diagnostics",
  "inference_geo",
  "max_tokens",
  "messages",
  "metadata",
  "model",
  "output_config",
  "service_tier",
  "speed",
  "stop_sequences",
  "stream",
  "system",
  "thinking",
  "tool_choice",
  "tools",
];
