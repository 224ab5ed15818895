import { describe, expect, it } from "vitest";
import { refusalOf } from "./rules.ts";

const tool = { name: "add", input_schema: { type: "object", properties: {} } };
const mark = { type: "ephemeral" };
const marked = { type: "text", text: "x", cache_control: mark };
const formatOf = (properties: object): object => ({
  type: "json_schema",
  schema: { type: "object", properties, additionalProperties: false },
});
const open = { model: "claude-haiku-4-5" };

describe("a request is taken", () => {
  it.each([
    ["with instructions in blocks", { system: [marked] }],
    ["with tools and a choice", { tools: [{ ...tool, description: "Adds." }], tool_choice: { type: "auto" } }],
    ["with a tool of the vendor's own", { tools: [{ type: "web_search_20260209", name: "web_search" }] }],
    ["with thinking as the model likes", { thinking: { type: "adaptive", display: "summarized" } }],
    ["with a budget for thinking", { ...open, thinking: { type: "enabled", budget_tokens: 1024 }, max_tokens: 2000 }],
    ["with effort and a format", { output_config: { effort: "low", format: { type: "json_schema", schema: {} } } }],
    [
      "with four marks of the cache",
      { system: [marked, marked], tools: [{ ...tool, cache_control: mark }], cache_control: mark },
    ],
    ["with stop sequences", { stop_sequences: ["END"] }],
  ])("%s", async (_what, body) => {
    expect(await refusalOf(body)).toBeUndefined();
  });
});

describe("a request is refused", () => {
  it.each([
    ["without a model", { model: undefined }, "model: Field required"],
    ["without a limit", { max_tokens: undefined }, "max_tokens: Field required"],
    ["with more than the model can say", { max_tokens: 128_001 }, "max_tokens: 128001 > 128000"],
    ["with more than an older model can say", { ...open, max_tokens: 64_001 }, "64001 > 64000"],
    ["with half a token", { max_tokens: 0.5 }, "max_tokens: Input should be a valid integer"],
    ["with a field of another vendor", { seed: 1 }, "seed: Extra inputs are not permitted"],
    ["with a temperature", { temperature: 1 }, "temperature: Extra inputs are not permitted"],
    ["with empty instructions", { system: [{ type: "text", text: "" }] }, "system: text content blocks"],
    ["with a blank stop sequence", { stop_sequences: [" "] }, "must contain non-whitespace"],
    ["with unknown effort", { output_config: { effort: "some" } }, "output_config.effort: Input should be"],
    [
      "with an open schema",
      { output_config: { format: { type: "json_schema", schema: { type: "object" } } } },
      "additionalProperties",
    ],
    [
      "with an open schema inside of another",
      { output_config: { format: formatOf({ a: { anyOf: [{ type: "array", items: { type: "object" } }] } }) } },
      "additionalProperties",
    ],
    [
      "with a schema that only narrows",
      { output_config: { format: formatOf({ a: { type: "integer", minimum: 1, maximum: 2 } }) } },
      "For 'integer' type, properties maximum, minimum are not supported",
    ],
    ["with a nameless tool", { tools: [{ input_schema: { type: "object" } }] }, "tools.0.custom.name"],
    ["with an odd name", { tools: [{ ...tool, name: "a.b" }] }, "tools.0.custom.name: String should match pattern"],
    ["with a tool without a schema", { tools: [{ name: "a" }] }, "tools.0.custom.input_schema: Field required"],
    [
      "with a schema of no object",
      { tools: [{ ...tool, input_schema: { type: "string" } }] },
      "Input should be 'object'",
    ],
    [
      "with choices at the top of a schema",
      { tools: [{ ...tool, input_schema: { type: "object", anyOf: [] } }] },
      "does not support oneOf",
    ],
    ["with two tools of one name", { tools: [tool, tool] }, "Tool names must be unique"],
    ["with a choice among no tools", { tool_choice: { type: "auto" } }, "only be specified while providing tools"],
    [
      "with a choice of no tool",
      { ...open, tools: [tool], tool_choice: { type: "tool", name: "b" } },
      "Tool 'b' not found",
    ],
    [
      "with force on a model that thinks",
      { tools: [tool], tool_choice: { type: "any" } },
      "forced tool use is not supported",
    ],
    [
      "with a budget that the model does not take",
      { thinking: { type: "enabled", budget_tokens: 2000 } },
      '"thinking.type.enabled" is not supported',
    ],
    [
      "with a small budget",
      { ...open, thinking: { type: "enabled", budget_tokens: 10 } },
      "greater than or equal to 1024",
    ],
    [
      "with a budget above the limit",
      { ...open, thinking: { type: "enabled", budget_tokens: 1024 } },
      "`max_tokens` must be greater",
    ],
    [
      "with five marks",
      { system: Array.from({ length: 5 }, () => marked) },
      "A maximum of 4 blocks with cache_control may be provided. Found 5.",
    ],
    [
      "with a long mark after a short one",
      { system: [marked, { ...marked, cache_control: { ...mark, ttl: "1h" } }] },
      "must not come after",
    ],
    [
      "with an odd mark",
      { system: [{ ...marked, cache_control: { type: "for ever" } }] },
      "Input should be 'ephemeral'",
    ],
  ])("%s", async (...[_what, body, text]) => {
    expect(await refusalOf(body)).toMatchObject({ status: 400, apiMessage: expect.stringContaining(text) });
  });
});
