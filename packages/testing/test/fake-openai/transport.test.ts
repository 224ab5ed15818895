import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { raw } from "../../src/fake-server/script/raw.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { streamError } from "../../src/fake-openai/script/stream-error.ts";
import type { WireOptions } from "../../src/fake-openai/script/wire-options.ts";
import { complete, failureOf, openStream, streamed, textOf } from "./sdk.ts";

const text = "Grüße, 世界 😀!";

describe("a stream is read the same", () => {
  const layouts: [string, WireOptions][] = [
    ["byte by byte, so that characters are split", { bytesPerWrite: 1 }],
    ["three bytes at a time", { bytesPerWrite: 3 }],
    ["all at once", { bytesPerWrite: 1_000_000 }],
    ["with CRLF line ends", { lineEnd: "\r\n" }],
    ["with CRLF line ends, byte by byte", { lineEnd: "\r\n", bytesPerWrite: 1 }],
    ["with CR line ends", { lineEnd: "\r" }],
    ["with comment lines", { comments: true }],
    ["with a byte order mark", { byteOrderMark: true }],
    ["without the space after the colon", { space: false }],
    ["without [DONE]", { done: false }],
    ["under a wrong content type", { contentType: "application/json" }],
    ["as a slow drip", { bytesPerWrite: 500, everyMs: 2 }],
  ];

  it.each(layouts)("%s", async (_layout, wire) => {
    await using server = await fakeOpenAI({ script: [reply({ text, chunkSize: 3, wire })] });
    const chunks = await streamed(server);
    expect(textOf(chunks)).toBe(text);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
  });
});

/** The stream as it is on the wire, one entry for each piece that the socket gave. */
async function piecesOf(wire: WireOptions): Promise<Uint8Array[]> {
  await using server = await fakeOpenAI({ script: [reply({ text, chunkSize: 100, wire })], validate: false });
  const response = await fetch(`${server.baseURL}/chat/completions`, { method: "POST", body: '{"stream":true}' });
  expect(response.headers.get("content-type")).toBe(wire.contentType ?? "text/event-stream; charset=utf-8");
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body ?? []) pieces.push(piece);
  return pieces;
}

describe("the wire", () => {
  it("carries single bytes when asked, also within a character", async () => {
    const pieces = await piecesOf({ bytesPerWrite: 1 });
    expect(pieces.filter((piece) => piece.byteLength === 1).length).toBeGreaterThan(pieces.length / 2);
    expect(pieces.some((piece) => new TextDecoder().decode(piece).includes("\uFFFD"))).toBe(true);
    expect(Buffer.concat(pieces).toString()).toContain(text);
  });

  it("has the line ends, comments, mark and colon that are asked for", async () => {
    const asked = { lineEnd: "\r\n", comments: true, byteOrderMark: true, space: false, done: false } as const;
    const stream = Buffer.concat(await piecesOf(asked)).toString();
    expect(stream.startsWith("\uFEFF: keep-alive\r\n\r\ndata:{")).toBe(true);
    expect(stream.replaceAll("\r\n", "")).not.toContain("\n");
    expect(stream).not.toContain("[DONE]");
  });

  it("can lie about its type", async () => {
    expect(await piecesOf({ contentType: "text/plain" })).not.toHaveLength(0);
  });

  it("keeps a drip going until the client has enough", async () => {
    const wire = { bytesPerWrite: 1, everyMs: 1 };
    await using server = await fakeOpenAI({ script: [reply({ text: "x".repeat(100_000), wire })] });
    const stream = await openStream(server);
    for await (const chunk of stream) if (chunk.id) break;
    const request = await server.nextRequest();
    expect(await request.closed).toBe("aborted");
    expect(request.bytesSent).toBeLessThan(100_000);
  });
});

describe("a stream that goes wrong", () => {
  it("can turn into an error in the middle", async () => {
    const error = { message: "Overloaded.", code: "overloaded" };
    await using server = await fakeOpenAI({ script: [streamError({ text, chunkSize: 4, afterChunks: 2, error })] });
    let before = "";
    const reading = async () => {
      for await (const chunk of await openStream(server)) before += textOf([chunk]);
    };
    const failed = await failureOf(reading());
    expect(failed).toBeInstanceOf(OpenAI.APIError);
    expect(failed).toMatchObject({ message: "Overloaded.", code: "overloaded", type: "server_error" });
    expect(before).toBe("Grüß");
  });

  it("can be an error under status 200 when it is not streamed", async () => {
    await using server = await fakeOpenAI({ script: [streamError()] });
    expect(await complete(server)).toMatchObject({ error: { type: "server_error" } });
  });

  it("can hold an event that is not JSON", async () => {
    const headers = { "content-type": "text/event-stream" };
    await using server = await fakeOpenAI({ script: [raw({ headers, body: ["data: {oh", " no}\n\n"] })] });
    expect(await failureOf(streamed(server))).toBeInstanceOf(SyntaxError);
  });

  it("can be nothing at all", async () => {
    await using server = await fakeOpenAI({ script: [raw({ headers: { "content-type": "text/event-stream" } })] });
    expect(await streamed(server)).toEqual([]);
  });
});
