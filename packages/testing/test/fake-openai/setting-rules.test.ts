import { describe, expect, it } from "vitest";
import { refusalOf } from "./rules.ts";

const place = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const schemaFormat = (schema: object, strict = true) => ({
  response_format: { type: "json_schema", json_schema: { name: "place", strict, schema } },
});

describe("settings", () => {
  it.each([
    [
      "numbers within their bounds",
      { temperature: 2, top_p: 0, presence_penalty: -2, max_completion_tokens: 1, seed: 7 },
    ],
    ["nothing, said as null", { temperature: null, stop: null, tools: null, tool_choice: null, stream_options: null }],
    ["four stops", { stop: ["a", "b", "c", "d"] }],
    ["an old limit for an old model", { max_tokens: 10 }],
    ["a schema", schemaFormat(place)],
    ["a schema that is not strict", schemaFormat({ type: "object", properties: {} }, false)],
    [
      "JSON, when the messages speak of it",
      { messages: [{ role: "user", content: "Say JSON" }], response_format: { type: "json_object" } },
    ],
  ])("may be %s", async (_rule, body) => {
    expect(await refusalOf(body)).toBeUndefined();
  });

  it.each([
    ["a parameter that nobody knows", { top_k: 5 }, "top_k", "unknown_parameter"],
    ["no model", { model: undefined }, null, null],
    ["no messages", { messages: undefined }, "messages", "missing_required_parameter"],
    ["a number above its bound", { temperature: 2.5 }, "temperature", "decimal_above_max_value"],
    ["a number below its bound", { top_p: -1 }, "top_p", "decimal_below_min_value"],
    ["a number as text", { temperature: "1" }, "temperature", "invalid_type"],
    ["a limit of nothing", { max_tokens: 0 }, "max_tokens", "integer_below_min_value"],
    ["half a token", { max_completion_tokens: 1.5 }, "max_completion_tokens", "invalid_type"],
    ["five stops", { stop: ["a", "b", "c", "d", "e"] }, "stop", "array_above_max_length"],
    ["the old limit for a reasoning model", { model: "o4-mini", max_tokens: 9 }, "max_tokens", "unsupported_parameter"],
    ["heat for a reasoning model", { model: "gpt-5-mini", temperature: 0 }, "temperature", "unsupported_value"],
    ["options of a stream without one", { stream_options: { include_usage: true } }, "stream_options", null],
    ["an unknown format", { response_format: { type: "xml" } }, "response_format.type", "invalid_value"],
    ["JSON that the messages do not speak of", { response_format: { type: "json_object" } }, "messages", null],
    [
      "a format without its schema",
      { response_format: { type: "json_schema" } },
      "response_format.json_schema",
      "missing_required_parameter",
    ],
    ["a strict schema that is open", schemaFormat({ type: "object", properties: {} }), "response_format", null],
    ["a strict schema that is no object", schemaFormat({ type: "array", items: {} }), "response_format", null],
    ["sound without its form", { modalities: ["audio"] }, "audio", "missing_required_parameter"],
    [
      "streamed sound that is not raw",
      { modalities: ["text", "audio"], audio: { voice: "ash", format: "wav" }, stream: true },
      "audio.format",
      "unsupported_value",
    ],
  ])("may not be %s", async (...[_rule, body, param, code]) => {
    expect(await refusalOf(body)).toMatchObject({ status: 400, type: "invalid_request_error", param, code });
  });
});
