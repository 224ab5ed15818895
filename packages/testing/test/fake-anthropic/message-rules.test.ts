import { describe, expect, it } from "vitest";
import { refusalOf } from "./rules.ts";

const user = { role: "user", content: "Hello" };
const said = (text: string): object => ({ type: "text", text });
const use = (id: string, name = "add"): object => ({ type: "tool_use", id, name, input: {} });
const asks = (...ids: string[]): object => ({ role: "assistant", content: ids.map((id) => use(id)) });
const result = (id: string): object => ({ type: "tool_result", tool_use_id: id, content: "3" });
const tells = (...ids: string[]): object => ({ role: "user", content: ids.map(result) });
const unanswered = (ids: string): string =>
  `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids}.`;

describe("the order of messages", () => {
  it.each([
    ["a call and its result", [user, asks("a"), tells("a")]],
    ["parallel calls, answered in another order, with words behind", [user, asks("a", "b"), tells("b", "a"), user]],
    ["results in several messages in a row", [user, asks("a", "b"), tells("a"), tells("b")]],
    ["several of one role in a row, which count as one", [user, user, { role: "assistant", content: "Hi" }, user]],
    ["an instruction after the user", [user, { role: "system", content: "Be brief." }]],
  ])("may be %s", async (_history, messages) => {
    expect(await refusalOf({ messages })).toBeUndefined();
  });

  it.each([
    ["empty", [], "messages: at least one message is required"],
    ["begun by the assistant", [{ role: "assistant", content: "Hi" }, user], 'first message must use the "user" role'],
    [
      "ended by the assistant",
      [user, { role: "assistant", content: "Hi" }],
      "does not support assistant message prefill",
    ],
    ["a call without a result at the end", [user, asks("a"), user], `messages.1: ${unanswered("a")}`],
    ["one of two results missing", [user, asks("a", "b"), tells("b"), user], `messages.1: ${unanswered("a")}`],
    ["a message between call and result", [user, asks("a"), user, asks("b"), tells("a")], unanswered("a")],
    [
      "words before the result",
      [user, asks("a"), { role: "user", content: [said("See:"), result("a")] }],
      unanswered("a"),
    ],
    ["a result without a call", [tells("a")], "messages.0.content.0: unexpected `tool_use_id`"],
    ["two results for a call", [user, asks("a"), tells("a", "a")], "Found multiple `tool_result` blocks with id: a"],
    ["two calls with one id", [user, asks("a", "a"), tells("a")], "`tool_use` ids must be unique"],
    ["one id in two turns", [user, asks("a"), tells("a"), asks("a"), tells("a")], "`tool_use` ids must be unique"],
    ["an instruction at the beginning", [{ role: "system", content: "x" }, user], "messages.0: role 'system'"],
  ])("may not be %s", async (...[_history, messages, text]) => {
    expect(await refusalOf({ messages })).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      apiMessage: expect.stringContaining(text),
    });
  });

  it("may end with the beginning of an answer where the model can go on from it", async () => {
    const messages = (text: string): object => ({
      model: "claude-haiku-4-5",
      messages: [user, { role: "assistant", content: text }],
    });
    expect(await refusalOf(messages("The answer is"))).toBeUndefined();
    expect(await refusalOf(messages("The answer is "))).toMatchObject({
      apiMessage: "messages: final assistant content cannot end with trailing whitespace",
    });
  });

  it("does not matter to a server that takes anything", async () => {
    expect(await refusalOf({ messages: [tells("a")] }, { validate: false })).toBeUndefined();
  });
});

describe("a message", () => {
  it.each([
    ["is an object", ["hi"], "messages.0: Input should be a valid dictionary"],
    ["has a role", [{ content: "hi" }], "messages.0.role: Field required"],
    ["has a known role", [{ role: "tool", content: "hi" }], "messages.0.role: Input should be 'user'"],
    ["has a content", [{ role: "user" }], "messages.0.content: Field required"],
    ["says something", [{ role: "user", content: "" }], "all messages must have non-empty content"],
    ["says something in a list", [{ role: "user", content: [] }], "all messages must have non-empty content"],
    ["has no name", [{ ...user, name: "Ada" }], "messages.0.name: Extra inputs are not permitted"],
    ["has no empty text", [{ role: "user", content: [said("")] }], "text content blocks must be non-empty"],
    ["has no blank text", [{ role: "user", content: [said(" \n")] }], "must contain non-whitespace text"],
    ["has no half characters", [{ role: "user", content: "\ud83d" }], "no low surrogate in string"],
    ["has no blank string", [{ role: "user", content: "  " }], "must contain non-whitespace text"],
    ["has known blocks", [{ role: "user", content: [{ type: "audio" }] }], "messages.0.content.0.type"],
    ["asks for tools as the assistant only", [{ role: "user", content: [use("a")] }], "can only be in `assistant`"],
    ["answers as the user only", [user, { role: "assistant", content: [result("a")] }, user], "can only be in `user`"],
    [
      "has call ids of letters and digits",
      [user, asks("a.b"), tells("a.b")],
      "messages.1.content.0.tool_use.id: String should match pattern",
    ],
    [
      "has an object as the input of a call",
      [user, { role: "assistant", content: [{ ...use("a"), input: "{}" }] }, tells("a")],
      "tool_use.input: Input should be a valid dictionary",
    ],
  ])("%s", async (...[_rule, messages, text]) => {
    expect(await refusalOf({ messages })).toMatchObject({ status: 400, apiMessage: expect.stringContaining(text) });
  });
});

const png = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };
const pdf = { type: "base64", media_type: "application/pdf", data: "JVBERi0=" };

describe("a picture or a document", () => {
  const shows = (...content: object[]): object => ({ messages: [{ role: "user", content }] });

  it.each([
    ["bytes", shows({ type: "image", source: png }, { type: "document", source: pdf })],
    ["a link", shows({ type: "image", source: { type: "url", url: "https://example.org/a.png" } })],
    ["words", shows({ type: "document", source: { type: "text", media_type: "text/plain", data: "Hi" } })],
    [
      "part of a result",
      {
        messages: [
          user,
          asks("a"),
          { role: "user", content: [{ ...result("a"), content: [{ type: "image", source: png }] }] },
        ],
      },
    ],
  ])("may be %s", async (_what, body) => {
    expect(await refusalOf(body)).toBeUndefined();
  });

  it.each([
    ["of another format", shows({ type: "image", source: { ...png, media_type: "image/svg+xml" } }), "media_type"],
    ["empty", shows({ type: "image", source: { ...png, data: "" } }), "image cannot be empty"],
    ["no base64", shows({ type: "image", source: { ...png, data: "?" } }), "invalid base64 data"],
    ["an unsafe link", shows({ type: "image", source: { type: "url", url: "http://a.b/c.png" } }), "Only HTTPS URLs"],
    ["without a source", shows({ type: "document" }), "messages.0.content.0.document.source: Field required"],
    [
      "what the assistant shows",
      { messages: [user, { role: "assistant", content: [{ type: "document", source: pdf }] }, user] },
      "not permitted in assistant messages",
    ],
    [
      "part of an error",
      {
        messages: [
          user,
          asks("a"),
          { role: "user", content: [{ ...result("a"), is_error: true, content: [{ type: "image", source: png }] }] },
        ],
      },
      "all content must be type `text` if `is_error` is true",
    ],
  ])("may not be %s", async (...[_what, body, text]) => {
    expect(await refusalOf(body)).toMatchObject({ status: 400, apiMessage: expect.stringContaining(text) });
  });
});
