import type { JsonObject, JsonValue } from "@definable/spec";
import { isArray, isObject } from "../../fake-server/requests/json-shape.ts";
import type { VendorError } from "../wire/vendor-error.ts";
import { issue, missing, notListed, shown, wrongType } from "./issue.ts";
import { functionNameIssues } from "./message-issues.ts";
import { schemaProblem } from "./schema-problem.ts";

const FORMATS = ["json_object", "json_schema", "text"];
const SOUNDS = ["wav", "aac", "mp3", "flac", "opus", "pcm16"];

/** What the vendor has against the form that the answer is asked in. */
export function* outputIssues(body: JsonObject): Generator<VendorError> {
  const { stream, stream_options: options } = body;
  if (stream !== undefined && stream !== null && typeof stream !== "boolean") {
    yield wrongType("stream", "a boolean", stream);
  }
  if (options !== undefined && options !== null && stream !== true) {
    yield issue("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
  }
  yield* formatIssues(body["response_format"], body["messages"]);
  yield* soundIssues(body);
}

function* formatIssues(format: JsonValue | undefined, messages: JsonValue | undefined): Generator<VendorError> {
  if (format === undefined || format === null) return;
  if (!isObject(format)) {
    yield wrongType("response_format", "an object", format);
    return;
  }
  const { type } = format;
  if (type === undefined) yield missing("response_format.type");
  else if (typeof type !== "string" || !FORMATS.includes(type)) yield notListed("response_format.type", type, FORMATS);
  else if (type === "json_object" && !/json/i.test(JSON.stringify(messages))) {
    yield issue(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      "messages",
    );
  } else if (type === "json_schema") yield* schemaFormatIssues(format["json_schema"]);
}

function* schemaFormatIssues(described: JsonValue | undefined): Generator<VendorError> {
  const where = "response_format.json_schema";
  if (!isObject(described)) {
    yield missing(where);
    return;
  }
  const { name, schema, strict } = described;
  yield* functionNameIssues(name, `${where}.name`);
  if (schema === undefined) return;
  if (!isObject(schema)) {
    yield wrongType(`${where}.schema`, "an object", schema);
    return;
  }
  const begin = `Invalid schema for response_format '${shown(name)}': `;
  if (strict === true && schema["type"] !== "object") {
    const got = JSON.stringify(schema["type"] ?? "None");
    yield issue(`${begin}schema must be a JSON Schema of 'type: "object"', got 'type: ${got}'.`, "response_format");
  }
  const problem = schemaProblem(schema, strict === true);
  if (problem !== undefined) yield issue(begin + problem, "response_format");
}

function* soundIssues({ modalities, audio, stream }: JsonObject): Generator<VendorError> {
  if (!isArray(modalities) || !modalities.includes("audio")) return;
  if (!isObject(audio)) {
    yield missing("audio");
    return;
  }
  const { format, voice } = audio;
  if (voice === undefined) yield missing("audio.voice");
  if (format === undefined) yield missing("audio.format");
  else if (typeof format !== "string" || !SOUNDS.includes(format)) yield notListed("audio.format", format, SOUNDS);
  else if (stream === true && format !== "pcm16") {
    yield issue(
      `Unsupported value: 'audio.format' does not support '${format}' when stream=true. Supported values are: 'pcm16'.`,
      "audio.format",
      "unsupported_value",
    );
  }
}
