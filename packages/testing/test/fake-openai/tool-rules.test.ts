import { describe, expect, it } from "vitest";
import { refusalOf } from "./rules.ts";

const empty = { type: "object", properties: {} };
const tool = (name: string, parameters: object = empty, more: object = {}) => ({
  type: "function",
  function: { name, parameters, ...more },
});
const named = (name: string) => ({ type: "function", function: { name } });

describe("tools", () => {
  it("may be many, with a choice among them", async () => {
    const tools = Array.from({ length: 128 }, (_, index) => tool(`tool_${index}-X`));
    expect(await refusalOf({ tools, tool_choice: "required", parallel_tool_calls: false })).toBeUndefined();
    expect(await refusalOf({ tools, tool_choice: named("tool_7-X") })).toBeUndefined();
  });

  const many = Array.from({ length: 129 }, (_, index) => tool(`tool_${index}`));
  it.each([
    ["none, when a choice is made", { tool_choice: "auto" }, "tool_choice", null],
    ["none, when parallel calls are steered", { parallel_tool_calls: true }, "parallel_tool_calls", null],
    ["an empty list", { tools: [] }, "tools", "empty_array"],
    ["more than 128", { tools: many }, "tools", "array_above_max_length"],
    ["without a type", { tools: [{ function: { name: "a" } }] }, "tools[0].type", "missing_required_parameter"],
    [
      "without a name",
      { tools: [{ type: "function", function: {} }] },
      "tools[0].function.name",
      "missing_required_parameter",
    ],
    ["with a name of other characters", { tools: [tool("a.b")] }, "tools[0].function.name", "invalid_value"],
    ["with a long name", { tools: [tool("a".repeat(65))] }, "tools[0].function.name", "string_above_max_length"],
    ["with one name twice", { tools: [tool("a"), tool("a")] }, "tools[1]", null],
    ["chosen by a name that is not there", { tools: [tool("a")], tool_choice: named("b") }, "tool_choice", null],
    ["chosen by an unknown word", { tools: [tool("a")], tool_choice: "any" }, "tool_choice", "invalid_value"],
  ])("may not be %s", async (...[_rule, body, param, code]) => {
    expect(await refusalOf(body)).toMatchObject({ status: 400, param, code, type: "invalid_request_error" });
  });
});

describe("parameters", () => {
  const refused = (problem: string) => ({
    param: "tools[0].function.parameters",
    code: "invalid_function_parameters",
    message: `400 Invalid schema for function 'a': ${problem}`,
  });
  const city = { type: "object", properties: { city: { type: "string" } } };
  const closed = { additionalProperties: false, required: ["city"] };

  it.each([
    [
      "are an object",
      { type: "string" },
      false,
      `schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
    ],
    ["have properties", { type: "object" }, false, "In context=(), object schema missing properties."],
    [
      "say what is in their lists",
      { type: "object", properties: { a: { type: "array" } } },
      false,
      "In context=('properties', 'a'), array schema missing items.",
    ],
    [
      "of a strict tool are closed",
      city,
      true,
      "In context=(), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      "of a strict tool are all required",
      { ...city, additionalProperties: false },
      true,
      "In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'city'.",
    ],
    [
      "of a strict tool are closed at every depth",
      { ...closed, type: "object", properties: { city: { anyOf: [{ type: "null" }, city] } } },
      true,
      "In context=('properties', 'city', 'anyOf', '1'), 'additionalProperties' is required to be supplied and to be false.",
    ],
  ])("%s", async (...[_rule, parameters, strict, problem]) => {
    expect(await refusalOf({ tools: [tool("a", parameters, { strict })] })).toMatchObject(refused(problem));
  });

  it("of a strict tool that follow the rules are taken", async () => {
    expect(await refusalOf({ tools: [tool("a", { ...city, ...closed }, { strict: true })] })).toBeUndefined();
    expect(await refusalOf({ tools: [tool("a", city)] })).toBeUndefined();
  });
});
