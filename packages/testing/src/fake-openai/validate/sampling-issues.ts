import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, longArray, wrongType } from "./issue.ts";

const MAX_STOPS = 4;

/** Bounds of the numbers that steer the model. */
const DECIMALS: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  top_p: [0, 1],
  frequency_penalty: [-2, 2],
  presence_penalty: [-2, 2],
};

/** What the vendor has against the settings of the model. */
export function* samplingIssues(body: JsonObject): Generator<VendorError> {
  yield* decimalIssues(body, Object.keys(DECIMALS));
  for (const name of ["max_tokens", "max_completion_tokens", "n"] as const) yield* countIssues(name, body[name]);
  yield* modelIssues(body);
  yield* stopIssues(body["stop"]);
  if (body["seed"] !== undefined && body["seed"] !== null && !Number.isInteger(body["seed"])) {
    yield wrongType("seed", "an integer", body["seed"]);
  }
}

/** Each of these numbers is one and within its bounds. */
export function* decimalIssues(body: JsonObject, names: readonly string[]): Generator<VendorError> {
  for (const name of names) {
    const [least, most] = DECIMALS[name] ?? [0, 1];
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "number") yield wrongType(name, "a decimal", value);
    else if (value > most) yield outside(name, { bound: "above maximum", relation: "<=", limit: most, value });
    else if (value < least) yield outside(name, { bound: "below minimum", relation: ">=", limit: least, value });
  }
}

function* countIssues(name: string, value: JsonValue | undefined): Generator<VendorError> {
  if (value === undefined || value === null) return;
  if (typeof value !== "number" || !Number.isInteger(value)) yield wrongType(name, "an integer", value);
  else if (value < 1) {
    yield issue(
      `Invalid '${name}': integer below minimum value. Expected a value >= 1, but got ${value} instead.`,
      name,
      "integer_below_min_value",
    );
  }
}

/** Reasoning models take other settings: the reasoning counts into the limit, and they cannot be heated. */
function* modelIssues(body: JsonObject): Generator<VendorError> {
  const model = typeof body["model"] === "string" ? body["model"] : "";
  const limit = body["max_tokens"];
  if (/^(o\d|gpt-[5-9])/.test(model) && limit !== undefined && limit !== null) {
    yield issue(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      "max_tokens",
      "unsupported_parameter",
    );
  }
  const { reasoning_effort: effort, temperature, tools } = body;
  // From 5.5 on the vendor means also the effort that nobody asked for.
  const isTold = effort !== "none" && (/^gpt-5\.[5-9]/.test(model) || (effort ?? null) !== null);
  if (isTold && /^gpt-5\.[4-9]/.test(model) && isArray(tools) && tools.length > 0) {
    yield issue(
      `Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. To use function tools, ` +
        "use /v1/responses or set reasoning_effort to 'none'.",
      "reasoning_effort",
    );
  }
  if (effort !== undefined && effort !== null && /^gpt-(3|4|5-chat)/.test(model)) {
    yield issue("Unrecognized request argument supplied: reasoning_effort");
  }
  if (/^(o\d|gpt-5(-mini|-nano)?(-\d|$))/.test(model) && typeof temperature === "number" && temperature !== 1) {
    yield issue(
      `Unsupported value: 'temperature' does not support ${temperature} with this model. Only the default (1) value ` +
        "is supported.",
      "temperature",
      "unsupported_value",
    );
  }
}

function* stopIssues(stop: JsonValue | undefined): Generator<VendorError> {
  if (stop === undefined || stop === null || typeof stop === "string") return;
  if (!isArray(stop)) yield wrongType("stop", "one of a string or array of strings", stop);
  else if (stop.length > MAX_STOPS) yield longArray("stop", MAX_STOPS, stop.length);
}

function outside(
  name: string,
  found: { readonly bound: string; readonly relation: string; readonly limit: number; readonly value: number },
): VendorError {
  const { bound, relation, limit, value } = found;
  return issue(
    `Invalid '${name}': decimal ${bound} value. Expected a value ${relation} ${limit}, but got ${value} instead.`,
    name,
    bound === "above maximum" ? "decimal_above_max_value" : "decimal_below_min_value",
  );
}
