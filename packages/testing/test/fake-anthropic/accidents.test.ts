import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { fakeAnthropic } from "../../src/fake-anthropic/fake-anthropic.ts";
import { cut } from "../../src/fake-anthropic/script/cut.ts";
import { reply } from "../../src/fake-anthropic/script/reply.ts";
import { stall } from "../../src/fake-anthropic/script/stall.ts";
import type { WireOptions } from "../../src/fake-server/script/wire-options.ts";
import { accumulated, complete, failureOf, hello, MODEL, openStream, sdk, textOf } from "./sdk.ts";

const said = { text: "Hello, world!", chunkSize: 5 };
const text = "Grüße, 世界 😀!";

describe("a cut stream", () => {
  it("gives the events before the cut and then fails", async () => {
    await using server = await fakeAnthropic({ script: [cut({ ...said, after: { chunks: 5 } })] });
    let heard = "";
    const reading = async (): Promise<void> => {
      for await (const event of await openStream(server)) heard += textOf(event);
    };
    expect(await failureOf(reading())).toMatchObject({ message: "terminated" });
    expect(heard).toBe("Hello, wor");
    expect(await server.requests[0]?.closed).toBe("cut");
  });

  it("stops at every byte that is asked for", async () => {
    await using server = await fakeAnthropic({ script: [reply(said)] });
    await accumulated(server);
    const whole = (await server.requests[0]?.sent) ?? 0;
    for (let bytes = 0; bytes < whole; bytes += 97) {
      server.push(cut({ ...said, after: { bytes } }));
      await failureOf(accumulated(server));
      expect(await server.requests.at(-1)?.sent).toBe(bytes);
    }
  });

  it("before its headers is a connection error", async () => {
    await using server = await fakeAnthropic({ script: [cut({ after: "nothing" })] });
    expect(await failureOf(openStream(server))).toBeInstanceOf(Anthropic.APIConnectionError);
  });

  it("that ends properly never said why it ended", async () => {
    await using server = await fakeAnthropic({ script: [cut({ ...said, after: { chunks: 5 }, how: "end" })] });
    const types: string[] = [];
    for await (const event of await openStream(server)) types.push(event.type);
    expect(types).not.toContain("message_delta");
    expect(await server.requests[0]?.closed).toBe("finished");
  });
});

it("a document that is cut fails in the middle", async () => {
  await using server = await fakeAnthropic({ script: [cut({ ...said, after: { bytes: 40 } })] });
  expect(await failureOf(complete(server))).toMatchObject({ message: "terminated" });
});

it("a stall keeps what came before, and sees the client leave", async () => {
  await using server = await fakeAnthropic({ script: [stall({ ...said, after: { chunks: 5 } })] });
  const abort = new AbortController();
  const params = { model: MODEL, max_tokens: 100, messages: hello, stream: true } as const;
  const stream = await sdk(server).messages.create(params, { signal: abort.signal });
  const request = await server.nextRequest();
  await request.sent;
  let heard = "";
  for await (const event of stream) {
    heard += textOf(event);
    if (heard === "Hello, wor") abort.abort();
  }
  expect(await request.closed).toBe("aborted");
});

describe("a stream is read the same", () => {
  const layouts: [string, WireOptions][] = [
    ["byte by byte, so that characters are split", { bytesPerWrite: 1 }],
    ["with CRLF line ends", { lineEnd: "\r\n" }],
    ["with CR line ends, three bytes at a time", { lineEnd: "\r", bytesPerWrite: 3 }],
    ["with comment lines", { comments: true }],
    ["with a byte order mark", { byteOrderMark: true }],
    ["without the space after the colon", { space: false }],
    ["as a slow drip", { bytesPerWrite: 500, everyMs: 2 }],
  ];

  it.each(layouts)("%s", async (_layout, wire) => {
    await using server = await fakeAnthropic({ script: [reply({ thinking: text, text, chunkSize: 3, wire })] });
    expect((await accumulated(server)).content).toMatchObject([{ thinking: text }, { text }]);
  });
});
