import { expect, test } from "vitest";
import type { ContentPart, Message } from "@definable/spec";
import { OpenAIChat } from "../../src/index.ts";
import type { OpenAIChatOptions } from "../../src/index.ts";
import { ask, failureOf } from "../ask.ts";
import { fakeOpenAI, reply } from "../vendor.ts";

const PIXEL = "iVBORw0KGgo=";

/** The messages that arrived at a server that holds them against OpenAI's own rules. */
async function messagesOf(messages: readonly Message[], options: OpenAIChatOptions = {}): Promise<readonly unknown[]> {
  await using server = await fakeOpenAI({ script: [reply({ text: "ok" })] });
  await ask(new OpenAIChat({ baseURL: server.baseURL, ...options }), { messages });
  return server.requests[0]?.messages ?? [];
}

const user = (...content: readonly ContentPart[]): Message => ({ role: "user", content });

test("pictures go by URL or as bytes, with how closely to look", async () => {
  const message = user(
    { type: "text", text: "Compare." },
    { type: "image", url: "https://example.com/a.png", detail: "high" },
    { type: "image", content: PIXEL, mimeType: "image/png" },
  );
  expect(await messagesOf([message])).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Compare." },
        { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "high" } },
        { type: "image_url", image_url: { url: `data:image/png;base64,${PIXEL}` } },
      ],
    },
  ]);
});

test.each([
  [{ mimeType: "audio/wav" }, "wav"],
  [{ mimeType: "audio/mpeg" }, "mp3"],
  [{ mimeType: "audio/x-wav; rate=24000" }, "wav"],
  [{ format: "mp3" }, "mp3"],
])("sound described as %j is sent as %s", async (described, format) => {
  const [sent] = await messagesOf([user({ type: "audio", content: "UklGRg==", ...described })]);
  expect(sent).toMatchObject({ content: [{ type: "input_audio", input_audio: { data: "UklGRg==", format } }] });
});

test("files go as bytes with a name, made up when there is none", async () => {
  const pdf = { type: "file", content: "JVBERi0=", mimeType: "application/pdf" } as const;
  const [sent] = await messagesOf([user({ ...pdf, filename: "bill.pdf" }, pdf)]);
  const data = "data:application/pdf;base64,JVBERi0=";
  expect(sent).toMatchObject({
    content: [
      { type: "file", file: { filename: "bill.pdf", file_data: data } },
      { type: "file", file: { filename: "file.pdf", file_data: data } },
    ],
  });
});

test.each<[string, ContentPart, OpenAIChatOptions]>([
  ["video (video/mp4)", { type: "video", content: "AAAA", mimeType: "video/mp4" }, {}],
  ["file", { type: "file", url: "https://example.com/a.pdf" }, {}],
  ["audio", { type: "audio", url: "https://example.com/a.wav" }, {}],
  ["image", { type: "image", filepath: "/a.png" }, {}],
  ["image", { type: "image", url: "https://example.com/a.png" }, { profile: { accepts: ["text"] } }],
  ["audio (audio/ogg)", { type: "audio", content: "AA==", mimeType: "audio/ogg" }, { profile: { strictApi: true } }],
])("a part of kind %s that cannot be sent is refused by name before the call", async (kind, part, options) => {
  await using server = await fakeOpenAI();
  const model = new OpenAIChat({ id: "gpt-4o", baseURL: server.baseURL, ...options });
  const error = await failureOf(model, { messages: [user({ type: "text", text: "See:" }, part)] });
  expect(error.code).toBe("UNSUPPORTED_CONTENT");
  expect(error.message).toContain(`a part of kind ${kind}, and the model "gpt-4o"`);
  expect(server.requests).toHaveLength(0);
});

test("what tools show follows the last result of the batch, and what cannot be shown is mentioned", async () => {
  const call = (id: string): Message & { role: "tool" } => ({
    role: "tool",
    toolCallId: id,
    toolName: "draw",
    content: id,
  });
  const messages: Message[] = [
    { role: "user", content: "Draw." },
    {
      role: "assistant",
      content: "",
      toolCalls: ["call_a", "call_b"].map((id) => ({ id, name: "draw", arguments: "{}" })),
    },
    {
      ...call("call_a"),
      images: [{ content: PIXEL, mimeType: "image/png" }],
      videos: [{ url: "https://example.com/v" }],
    },
    { ...call("call_b"), images: [{ url: "https://example.com/b.png" }] },
    { role: "assistant", content: "Drawn." },
  ];
  const sent = await messagesOf(messages);
  expect(sent.slice(2)).toEqual([
    { role: "tool", tool_call_id: "call_a", content: "call_a" },
    { role: "tool", tool_call_id: "call_b", content: "call_b" },
    {
      role: "user",
      content: [
        { type: "text", text: "From the result of the call call_a of draw:" },
        { type: "image_url", image_url: { url: `data:image/png;base64,${PIXEL}` } },
        { type: "text", text: "(a part of kind video, which you cannot be shown)" },
        { type: "text", text: "From the result of the call call_b of draw:" },
        { type: "image_url", image_url: { url: "https://example.com/b.png" } },
      ],
    },
    { role: "assistant", content: "Drawn." },
  ]);
});

const spoken = (provider: string): Message[] => [
  { role: "user", content: "Speak." },
  {
    role: "assistant",
    content: "",
    provider,
    audio: { id: "audio_1", expiresAt: 1000, transcript: "Good day.", content: "AA==" },
  },
  { role: "user", content: "Again." },
];

test.each([
  ["still known to the vendor goes back by its id", "openai", 999_000, { content: null, audio: { id: "audio_1" } }],
  ["that the vendor has forgotten goes back as words", "openai", 1_000_001, { content: "Good day." }],
  ["of another vendor goes back as words", "other", 999_000, { content: "Good day." }],
])("sound %s", async (...[, provider, now, wanted]) => {
  const sent = await messagesOf(spoken(provider), { now: () => now });
  expect(sent[1]).toEqual({ role: "assistant", ...wanted });
});
