import { expect, test } from "vitest";
import type { ContentPart, Message } from "@definable/spec";
import { Claude } from "../../src/index.ts";
import type { ClaudeOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { fakeAnthropic, reply } from "../vendor.ts";

const PIXEL = "iVBORw0KGgo=";
const PDF = "JVBERi0=";

/** The messages that arrived at a server that holds them against Anthropic's own rules. */
async function messagesOf(messages: readonly Message[]): Promise<readonly unknown[]> {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" })] });
  await ask(new Claude({ baseURL: server.baseURL, cache: false }), { messages });
  return server.requests[0]?.messages ?? [];
}

const user = (...content: readonly ContentPart[]): Message => ({ role: "user", content });

test("pictures go by URL or as bytes", async () => {
  const message = user(
    { type: "text", text: "Compare." },
    { type: "image", url: "https://example.com/a.png", detail: "high" },
    { type: "image", content: PIXEL, mimeType: "image/PNG" },
    { type: "image", content: PIXEL, mimeType: "image/jpg; q=1" },
  );
  expect(await messagesOf([message])).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Compare." },
        { type: "image", source: { type: "url", url: "https://example.com/a.png" } },
        { type: "image", source: { type: "base64", media_type: "image/png", data: PIXEL } },
        { type: "image", source: { type: "base64", media_type: "image/jpeg", data: PIXEL } },
      ],
    },
  ]);
});

test("PDFs go by URL or as bytes, text as text, each with its name", async () => {
  const message = user(
    { type: "file", content: PDF, mimeType: "application/pdf", filename: "bill.pdf" },
    { type: "file", url: "https://example.com/a.pdf" },
    { type: "file", content: btoa("a,b"), mimeType: "text/csv", filename: "a.csv" },
    { type: "file", content: btoa("{}"), mimeType: "application/json" },
    { type: "file", content: btoa(" "), mimeType: "text/plain", filename: "e.txt" },
  );
  expect(await messagesOf([message])).toEqual([
    {
      role: "user",
      content: [
        {
          type: "document",
          source: { type: "base64", media_type: "application/pdf", data: PDF },
          title: "bill.pdf",
        },
        { type: "document", source: { type: "url", url: "https://example.com/a.pdf" } },
        { type: "document", source: { type: "text", media_type: "text/plain", data: "a,b" }, title: "a.csv" },
        { type: "document", source: { type: "text", media_type: "text/plain", data: "{}" } },
        { type: "text", text: "(the file e.txt is empty)" },
      ],
    },
  ]);
});

test.each<[string, ContentPart, ClaudeOptions]>([
  ["video (video/mp4)", { type: "video", content: "AAAA", mimeType: "video/mp4" }, {}],
  ["audio", { type: "audio", url: "https://example.com/a.wav" }, {}],
  ["image (image/svg+xml)", { type: "image", content: PIXEL, mimeType: "image/svg+xml" }, {}],
  ["image", { type: "image", url: "http://example.com/a.png" }, {}],
  ["image", { type: "image", filepath: "/a.png" }, {}],
  ["file (application/zip)", { type: "file", content: "UEs=", mimeType: "application/zip" }, {}],
  ["file (text/csv)", { type: "file", url: "https://example.com/a.csv", mimeType: "text/csv" }, {}],
  ["file (text/plain)", { type: "file", content: "?", mimeType: "text/plain" }, {}],
  ["image", { type: "image", url: "https://example.com/a.png" }, { profile: { accepts: ["text"] } }],
])("a part of kind %s that cannot be sent is refused by name before the call", async (kind, part, options) => {
  await using server = await fakeAnthropic();
  const model = new Claude({ baseURL: server.baseURL, ...options });
  const error = await failureOf(model, { messages: [user({ type: "text", text: "See:" }, part)] });
  expect(error.code).toBe("UNSUPPORTED_CONTENT");
  expect(error.message).toContain(`a part of kind ${kind}, and the model "claude-opus-5-5"`);
  expect(server.requests).toHaveLength(0);
});

test("what a tool shows stands in its result, and what cannot be shown is mentioned", async () => {
  const call = (id: string, more: object): Message => ({
    role: "tool",
    toolCallId: id,
    toolName: "draw",
    content: id,
    ...more,
  });
  const messages: Message[] = [
    { role: "user", content: "Draw." },
    {
      role: "assistant",
      content: "",
      toolCalls: ["call_a", "call_b", "call_c"].map((id) => ({ id, name: "draw", arguments: "{}" })),
    },
    call("call_a", {
      images: [{ content: PIXEL, mimeType: "image/png" }],
      videos: [{ url: "https://example.com/v" }],
      files: [{ content: PDF, mimeType: "application/pdf" }],
    }),
    // The vendor takes no pictures from a call that failed.
    call("call_b", { content: "", isError: true, images: [{ url: "https://example.com/b.png" }] }),
    call("call_c", { isError: true }),
  ];
  const image = { type: "image", source: { type: "url", url: "https://example.com/b.png" } };
  expect((await messagesOf(messages))[2]).toEqual({
    role: "user",
    content: [
      {
        type: "tool_result",
        tool_use_id: "call_a",
        content: [
          { type: "text", text: "call_a" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: PIXEL } },
          { type: "document", source: { type: "base64", media_type: "application/pdf", data: PDF } },
          { type: "text", text: "(a part of kind video, which you cannot be shown)" },
        ],
      },
      { type: "tool_result", tool_use_id: "call_b", content: [image] },
      { type: "tool_result", tool_use_id: "call_c", content: "call_c", is_error: true },
    ],
  });
});
