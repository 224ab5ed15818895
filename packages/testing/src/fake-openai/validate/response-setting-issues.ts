import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, missing, notListed, shown, wrongType } from "./issue.ts";
import { functionNameIssues } from "./message-issues.ts";
import { thinks } from "./reasoning-models.ts";
import { decimalIssues } from "./sampling-issues.ts";
import { schemaProblem } from "./schema-problem.ts";

const EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const SUMMARIES = ["auto", "concise", "detailed"];
const FORMATS = ["json_object", "json_schema", "text"];
const LEAST_OUTPUT = 16;

/** What the vendor has against the settings of a request to the Responses API. */
export function* responseSettingIssues(body: JsonObject): Generator<VendorError> {
  const { max_output_tokens: limit, stream, stream_options: options } = body;
  yield* decimalIssues(body, ["temperature", "top_p"]);
  if (limit !== undefined && limit !== null) yield* limitIssues(limit);
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    yield wrongType("stream", "a boolean", stream);
  }
  if (options !== undefined && options !== null && stream !== true) {
    yield issue("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
  }
  yield* modelIssues(body);
  yield* effortIssues(body["reasoning"]);
  yield* textIssues(body["text"]);
}

function* limitIssues(limit: JsonValue): Generator<VendorError> {
  const name = "max_output_tokens";
  if (typeof limit !== "number" || !Number.isInteger(limit)) yield wrongType(name, "an integer", limit);
  else if (limit < LEAST_OUTPUT) {
    yield issue(
      `Invalid '${name}': integer below minimum value. Expected a value >= ${LEAST_OUTPUT}, but got ${limit} instead.`,
      name,
      "integer_below_min_value",
    );
  }
}

/** Models that think take no sampling; the others take nothing that is about thinking. */
function* modelIssues(body: JsonObject): Generator<VendorError> {
  const { include, model, reasoning } = body;
  if (thinks(shown(model))) {
    for (const name of ["temperature", "top_p"] as const) {
      if (body[name] !== undefined && body[name] !== null && body[name] !== 1) yield unsupported(name);
    }
    return;
  }
  if (isArray(include) && include.includes("reasoning.encrypted_content")) {
    yield issue("Encrypted content is not supported with this model.", "include");
  }
  if (isObject(reasoning)) for (const name of Object.keys(reasoning)) yield unsupported(`reasoning.${name}`);
}

function unsupported(name: string): VendorError {
  return issue(
    `Unsupported parameter: '${name}' is not supported with this model.`,
    name,
    name.includes(".") ? "unsupported_parameter" : null,
  );
}

function* effortIssues(reasoning: JsonValue | undefined): Generator<VendorError> {
  if (reasoning === undefined || reasoning === null) return;
  if (!isObject(reasoning)) {
    yield wrongType("reasoning", "an object", reasoning);
    return;
  }
  const { effort, summary } = reasoning;
  if (typeof effort === "string" && !EFFORTS.includes(effort)) yield notListed("reasoning.effort", effort, EFFORTS);
  if (typeof summary === "string" && !SUMMARIES.includes(summary)) {
    yield notListed("reasoning.summary", summary, SUMMARIES);
  }
}

function* textIssues(text: JsonValue | undefined): Generator<VendorError> {
  if (text === undefined || text === null) return;
  if (!isObject(text)) {
    yield wrongType("text", "an object", text);
    return;
  }
  const { format } = text;
  if (!isObject(format)) return;
  const { name, schema, strict, type } = format;
  if (type === undefined) yield missing("text.format.type");
  else if (typeof type !== "string" || !FORMATS.includes(type)) yield notListed("text.format.type", type, FORMATS);
  if (type !== "json_schema") return;
  yield* functionNameIssues(name, "text.format.name");
  if (!isObject(schema)) {
    yield missing("text.format.schema");
    return;
  }
  const begin = `Invalid schema for response_format '${shown(name)}': `;
  if (schema["type"] !== "object") {
    const got = JSON.stringify(schema["type"] ?? "None");
    const problem = `schema must be a JSON Schema of 'type: "object"', got 'type: ${got}'.`;
    yield issue(begin + problem, "text.format.schema", "invalid_json_schema");
  }
  const problem = schemaProblem(schema, strict === true);
  if (problem !== undefined) yield issue(begin + problem, "text.format.schema", "invalid_json_schema");
}
