import { describe, expect, it } from "vitest";
import { refusalOf } from "./rules.ts";

const user = { role: "user", content: "Hello" };
const call = (id: string, name = "add") => ({ id, type: "function", function: { name, arguments: "{}" } });
const asks = (...ids: string[]) => ({ role: "assistant", content: null, tool_calls: ids.map((id) => call(id)) });
const tells = (id: string) => ({ role: "tool", tool_call_id: id, content: "3" });
const unanswered = (ids: string) =>
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  `The following tool_call_ids did not have response messages: ${ids}`;

describe("the order of messages", () => {
  it.each([
    ["a call and its result", [user, asks("a"), tells("a")]],
    ["parallel calls, answered in another order", [user, asks("a", "b"), tells("b"), tells("a"), user]],
    ["the same id in two turns", [user, asks("a"), tells("a"), asks("a"), tells("a")]],
    ["every role", [{ role: "developer", content: "x" }, { role: "system", content: "x" }, user]],
    ["an assistant that said nothing but calls", [user, { role: "assistant", tool_calls: [call("a")] }, tells("a")]],
  ])("may be %s", async (_history, messages) => {
    expect(await refusalOf({ messages })).toBeUndefined();
  });

  it.each([
    ["a call without a result at the end", [user, asks("a")], "messages", unanswered("a")],
    ["one of two results missing", [user, asks("a", "b"), tells("b"), user], "messages.[3].role", unanswered("a")],
    ["a message between call and result", [user, asks("a"), user, tells("a")], "messages.[2].role", unanswered("a")],
    ["a result without a call", [user, tells("a")], "messages.[1].role", "must be a response to a preceeding message"],
    ["a result of another turn", [user, asks("a"), tells("z")], "messages.[2].tool_call_id", "'z' not found in"],
    [
      "two results for a call",
      [user, asks("a"), tells("a"), tells("a")],
      "messages.[3].tool_call_id",
      "Duplicate value for 'tool_call_id' of 'a', in messages[2] and messages[3].",
    ],
    [
      "two calls with one id",
      [user, asks("a", "a"), tells("a")],
      "messages.[1].tool_calls",
      "Duplicate value for 'id'",
    ],
  ])("may not be %s", async (...[_history, messages, param, text]) => {
    const refusal = await refusalOf({ messages });
    expect(refusal).toMatchObject({ status: 400, type: "invalid_request_error", param, code: null });
    expect(refusal).toMatchObject({ message: expect.stringContaining(text) });
  });

  it("does not matter to a server that takes anything", async () => {
    expect(await refusalOf({ messages: [user, tells("a")] }, { validate: false })).toBeUndefined();
  });
});

describe("a message", () => {
  const longId = "c".repeat(41);
  it.each([
    ["is there", [], "messages", "empty_array"],
    ["is an object", ["hi"], "messages[0]", "invalid_type"],
    ["has a role", [{ content: "hi" }], "messages[0].role", "missing_required_parameter"],
    ["has a known role", [{ role: "robot", content: "hi" }], "messages[0].role", "invalid_value"],
    ["has a content", [{ role: "user" }], "messages[0].content", "missing_required_parameter"],
    ["has a content that is not null", [{ role: "user", content: null }], "messages.[0].content", null],
    ["has a content of the right type", [{ role: "user", content: 7 }], "messages[0].content", "invalid_type"],
    ["has a name without spaces", [{ ...user, name: "a b" }], "messages[0].name", "invalid_value"],
    ["has calls only from the assistant", [{ ...user, tool_calls: [] }], "messages[0].tool_calls", "unknown_parameter"],
    ["has calls or no list of them", [user, asks()], "messages[1].tool_calls", "empty_array"],
    ["has short call ids", [user, asks(longId)], "messages[1].tool_calls[0].id", "string_above_max_length"],
    [
      "calls tools by a legal name",
      [user, { role: "assistant", tool_calls: [call("a", "a.b")] }],
      "messages[1].tool_calls[0].function.name",
      "invalid_value",
    ],
    [
      "says which call it answers",
      [{ role: "tool", content: "3" }],
      "messages[0].tool_call_id",
      "missing_required_parameter",
    ],
  ])("%s", async (...[_rule, messages, param, code]) => {
    expect(await refusalOf({ messages })).toMatchObject({ status: 400, param, code });
  });
});

describe("a content part", () => {
  const url = "data:image/png;base64,AAAA";
  const file = { filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" };

  it("may be text, picture, sound or file of a user", async () => {
    const content = [
      { type: "text", text: "Look" },
      { type: "image_url", image_url: { url } },
      { type: "image_url", image_url: { url: "https://example.com/a.png" } },
      { type: "input_audio", input_audio: { data: "AAAA", format: "wav" } },
      { type: "file", file },
      { type: "file", file: { file_id: "file-1" } },
    ];
    expect(await refusalOf({ messages: [{ role: "user", content }] })).toBeUndefined();
  });

  const image = (of: string) => ({ type: "image_url", image_url: { url: of } });
  it.each([
    ["of an unknown type", "user", { type: "video" }, "messages[0].content[0].type", "invalid_value"],
    ["without its text", "user", { type: "text" }, "messages[0].content[0].text", "missing_required_parameter"],
    ["with a path instead of a picture", "user", image("a.png"), "messages", "invalid_image_url"],
    ["with a picture of the system", "system", image(url), "messages[0]", "invalid_value"],
    [
      "with a file without its type",
      "user",
      { type: "file", file: { ...file, file_data: "AAAA" } },
      "messages[0].content[0].file.file_data",
      "invalid_value",
    ],
    [
      "with sound of another kind",
      "user",
      { type: "input_audio", input_audio: { data: "A", format: "ogg" } },
      "messages[0].content[0].input_audio.format",
      "invalid_value",
    ],
    [
      "with sound of the system",
      "system",
      { type: "input_audio", input_audio: { data: "A", format: "wav" } },
      "messages[0].content[0].type",
      "invalid_value",
    ],
  ])("may not be one %s", async (...[_rule, role, part, param, code]) => {
    expect(await refusalOf({ messages: [{ role, content: [part] }] })).toMatchObject({ status: 400, param, code });
  });
});
