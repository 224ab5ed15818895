import { describe, expect, it } from "vitest";
import { itemId, seal, thoughtfulId } from "../../../src/fake-openai/reply/seal.ts";
import { refusalOf } from "./rules.ts";

const user = { role: "user", content: "Hello" };
const call = (id: string, more: object = {}) => ({
  type: "function_call",
  call_id: id,
  name: "add",
  arguments: "{}",
  ...more,
});
const tells = (id: string) => ({ type: "function_call_output", call_id: id, output: "3" });

const thoughtId = itemId("rs", 7, 0);
const saidId = thoughtfulId(itemId("msg", 7, 1));
const callId = thoughtfulId(itemId("fc", 7, 1));
const thought = (next: string, type: string, more: object = {}) => ({
  type: "reasoning",
  id: thoughtId,
  summary: [],
  encrypted_content: seal({ id: thoughtId, model: "gpt-5", next: { type, id: next } }),
  ...more,
});
const said = {
  type: "message",
  id: saidId,
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text: "Hi", annotations: [] }],
};

describe("the order of items", () => {
  it.each([
    ["a call and its result", [user, call("a"), tells("a")]],
    ["parallel calls, answered in another order", [user, call("a"), call("b"), tells("b"), tells("a"), user]],
    ["a message between call and result", [user, call("a"), user, tells("a")]],
    ["a thought and what it led to", [user, thought(saidId, "message"), said, user]],
    ["a thought and its call", [user, thought(callId, "function_call"), call("a", { id: callId }), tells("a")]],
    ["a thought and its call without its id", [user, thought(callId, "function_call"), call("a"), tells("a")]],
    ["words of the model alone", [user, { role: "assistant", content: "Hi" }, user]],
  ])("may be %s", async (_history, input) => {
    expect(await refusalOf({ input })).toBeUndefined();
  });

  const followed = "of type 'reasoning' was provided without its required following item.";
  it.each([
    ["a call without a result", [user, call("a")], "No tool output found for function call a."],
    ["a result without a call", [user, tells("a")], "No tool call found for function call output with call_id a."],
    ["a result before its call", [user, tells("a"), call("a")], "No tool call found for function call output"],
    ["two results of a call", [user, call("a"), tells("a"), tells("a")], "No tool call found for function call output"],
    ["two calls of one id", [user, call("a"), call("a"), tells("a")], "Duplicate function call"],
    ["a thought at the end", [user, thought(saidId, "message")], followed],
    ["a thought before a question", [user, thought(saidId, "message"), user], followed],
    ["a thought before another item", [user, thought(saidId, "message"), call("a"), tells("a")], followed],
    ["a thought before another message", [user, thought("msg_other", "message"), said], followed],
    [
      "an item without its thought",
      [user, said],
      `Item '${saidId}' of type 'message' was provided without its required 'reasoning' item: '${thoughtId}'.`,
    ],
    [
      "an item twice",
      [user, thought(saidId, "message"), said, thought(saidId, "message"), said],
      `Duplicate item found with id ${thoughtId}.`,
    ],
    [
      "a thought that nobody kept",
      [user, thought(saidId, "message", { encrypted_content: null }), said],
      "Items are not persisted when `store` is set to false.",
    ],
    [
      "a thought under another id",
      [user, thought(saidId, "message", { id: "rs_other" }), said],
      "could not be verified",
    ],
    [
      "a thought of another vendor",
      [user, thought(saidId, "message", { encrypted_content: "EfAkE0123" }), said],
      "could not be decrypted or parsed",
    ],
  ])("may not be %s", async (...[_history, input, text]) => {
    const refusal = await refusalOf({ input });
    expect(refusal).toMatchObject({ status: 400, type: "invalid_request_error" });
    expect(refusal).toMatchObject({ message: expect.stringContaining(text) });
  });

  it("may not hold a thought of another model", async () => {
    const input = [user, thought(saidId, "message"), said];
    expect(await refusalOf({ model: "o3", input })).toMatchObject({ code: "invalid_encrypted_content" });
  });

  it("may not hold a thought for a model that does not think", async () => {
    const input = [user, thought(saidId, "message"), said];
    expect(await refusalOf({ model: "gpt-4o", input })).toMatchObject({
      message: expect.stringContaining("Reasoning input items can only be provided to a reasoning"),
    });
  });
});

describe("an item", () => {
  const part = (content: object) => [{ role: "user", content: [content] }];
  it.each([
    ["is there", [], "input", "missing_required_parameter"],
    ["is an object", ["hi"], "input[0]", "invalid_type"],
    ["is of a known type", [{ type: "robot" }], "input[0]", "invalid_value"],
    ["has no fields of its own", [{ ...user, name: "Ada" }], "input[0].name", "unknown_parameter"],
    ["has a role", [{ content: "hi" }], "input[0].role", "missing_required_parameter"],
    ["has a known role", [{ role: "tool", content: "hi" }], "input[0].role", "invalid_value"],
    ["has a content", [{ role: "user" }], "input[0].content", "missing_required_parameter"],
    ["has an id of its type", [call("a", { id: "call_1" }), tells("a")], "input[0].id", "invalid_value"],
    ["has a short id", [{ ...said, id: "msg_".padEnd(65, "x") }], "input[0].id", "string_above_max_length"],
    ["has a call id", [call("")], "input[0].call_id", "empty_string"],
    ["has a short call id", [call("c".repeat(65))], "input[0].call_id", "string_above_max_length"],
    ["calls by a legal name", [call("a", { name: "a.b" }), tells("a")], "input[0].name", "invalid_value"],
    [
      "has an output",
      [call("a"), { type: "function_call_output", call_id: "a" }],
      "input[1].output",
      "missing_required_parameter",
    ],
    ["has a summary", [{ type: "reasoning", id: "rs_1" }], "input[0].summary", "missing_required_parameter"],
    ["holds parts of a user", part({ type: "output_text", text: "x" }), "input[0].content[0].type", "invalid_value"],
    [
      "holds a picture by its address",
      part({ type: "input_image", image_url: "a.png" }),
      "input[0].content[0].image_url",
      "invalid_value",
    ],
    [
      "holds a file with its type",
      part({ type: "input_file", filename: "a.pdf", file_data: "AAAA" }),
      "input[0].content[0].file_data",
      "invalid_value",
    ],
  ])("%s", async (...[_rule, input, param, code]) => {
    expect(await refusalOf({ input })).toMatchObject({ status: 400, param, code });
  });

  it("may be a picture, a file or a link to one, also in a result", async () => {
    const content = [
      { type: "input_text", text: "Look" },
      { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "auto" },
      { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" },
      { type: "input_file", file_url: "https://example.org/a.pdf" },
    ];
    const result = { ...tells("a"), output: content };
    expect(await refusalOf({ input: [{ role: "user", content }, call("a"), result] })).toBeUndefined();
  });
});

describe("a setting", () => {
  const tool = { type: "function", name: "add", parameters: { type: "object", properties: {} }, strict: false };
  it.each([
    ["is known", { messages: [] }, "messages", "unknown_parameter"],
    ["leaves room for an answer", { max_output_tokens: 15 }, "max_output_tokens", "integer_below_min_value"],
    ["does not heat a model that thinks", { temperature: 0 }, "temperature", null],
    [
      "is not about thinking where nobody thinks",
      { model: "gpt-4o", reasoning: { effort: "low" } },
      "reasoning.effort",
      "unsupported_parameter",
    ],
    [
      "asks for no sealed thoughts there",
      { model: "gpt-4o", include: ["reasoning.encrypted_content"] },
      "include",
      null,
    ],
    ["has a known effort", { reasoning: { effort: "huge" } }, "reasoning.effort", "invalid_value"],
    ["has a known summary", { reasoning: { summary: "long" } }, "reasoning.summary", "invalid_value"],
    [
      "names the shape",
      { text: { format: { type: "json_schema", schema: { type: "object" } } } },
      "text.format.name",
      "missing_required_parameter",
    ],
    [
      "has a shape that is an object",
      { text: { format: { type: "json_schema", name: "x", schema: {} } } },
      "text.format.schema",
      "invalid_json_schema",
    ],
    ["names tools once", { tools: [tool, tool] }, "tools[1]", null],
    ["names tools legally", { tools: [{ ...tool, name: "a.b" }] }, "tools[0].name", "invalid_value"],
    [
      "chooses a tool that is there",
      { tools: [tool], tool_choice: { type: "function", name: "sub" } },
      "tool_choice",
      null,
    ],
  ])("%s", async (...[_rule, body, param, code]) => {
    expect(await refusalOf(body)).toMatchObject({ status: 400, param, code });
  });
});
