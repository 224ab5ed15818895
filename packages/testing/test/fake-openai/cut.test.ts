import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import type { FakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { cut } from "../../src/fake-openai/script/cut.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, failureOf, functionTool, hello, openStream, streamed, textOf } from "./sdk.ts";

const said = { text: "Hello, world!", chunkSize: 5 };

describe("a cut stream", () => {
  it("gives the chunks before the cut and then fails", async () => {
    await using server = await fakeOpenAI({ script: [cut({ ...said, after: { chunks: 3 } })] });
    let text = "";
    const reading = async () => {
      for await (const chunk of await openStream(server)) text += textOf([chunk]);
    };
    expect(await failureOf(reading())).toMatchObject({ message: "terminated" });
    expect(text).toBe("Hello, wor");
    expect(await server.requests[0]?.closed).toBe("cut");
    expect(server.requests[0]?.aborted).toBe(false);
  });

  it("stops at every byte that is asked for", async () => {
    const step = { toolCalls: [{ name: "add", arguments: { a: 1 } }], chunkSize: 3 };
    await using server = await fakeOpenAI({ script: [reply(step)] });
    const tools = [functionTool("add")];
    await streamed(server, { tools });
    const whole = (await server.requests[0]?.sent) ?? 0;
    expect(whole).toBeGreaterThan(1000);
    for (let bytes = 0; bytes < whole; bytes += 97) {
      server.push(cut({ ...step, after: { bytes } }));
      await failureOf(streamed(server, { tools }));
      expect(await server.requests.at(-1)?.sent).toBe(bytes);
    }
  });

  it("after its headers fails although the status was 200", async () => {
    await using server = await fakeOpenAI({ script: [cut({ ...said, after: "headers" })] });
    const stream = await openStream(server);
    const reading = async () => {
      for await (const chunk of stream) expect(chunk).toBe("never");
    };
    expect(await failureOf(reading())).toMatchObject({ message: "terminated" });
  });

  it("before its headers is a connection error", async () => {
    await using server = await fakeOpenAI({ script: [cut({ after: "nothing" })] });
    expect(await failureOf(openStream(server))).toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it("by a reset is a connection error", async () => {
    await using server = await fakeOpenAI({ script: [cut({ after: "nothing", how: "reset" })] });
    const error = await failureOf(openStream(server));
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(error).toMatchObject({ cause: { cause: { code: "ECONNRESET" } } });
  });

  it("that ends properly looks whole to the vendor's client, but never said why it ended", async () => {
    await using server = await fakeOpenAI({ script: [cut({ ...said, after: { chunks: 3 }, how: "end" })] });
    const chunks = await streamed(server);
    expect(textOf(chunks)).toBe("Hello, wor");
    expect(chunks.every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true);
    expect(await server.requests[0]?.closed).toBe("finished");
  });
});

/** Bytes of the body that come out of the socket before it closes. */
async function bytesReceived(server: FakeOpenAI): Promise<number> {
  const body = JSON.stringify({ model: "gpt-4o", messages: hello, stream: true });
  const sending = request(`${server.baseURL}/chat/completions`, { method: "POST" }).end(body);
  const [response]: IncomingMessage[] = await once(sending, "response");
  let bytes = 0;
  response?.on("data", (part: Uint8Array) => (bytes += part.byteLength));
  await new Promise((resolve) => response?.on("error", resolve));
  return bytes;
}

it.each([0, 1, 300, 301, 777])("a cut after %i bytes lets just these bytes through", async (bytes) => {
  await using server = await fakeOpenAI({ script: [cut({ ...said, after: { bytes } })] });
  expect(await bytesReceived(server)).toBe(bytes);
});

describe("a cut document", () => {
  it("fails in the middle", async () => {
    await using server = await fakeOpenAI({ script: [cut({ ...said, after: { bytes: 40 } })] });
    expect(await failureOf(complete(server))).toMatchObject({ message: "terminated" });
  });

  it("that ends properly is not JSON", async () => {
    await using server = await fakeOpenAI({ script: [cut({ ...said, after: { bytes: 40 }, how: "end" })] });
    expect(await failureOf(complete(server))).toBeInstanceOf(SyntaxError);
  });
});

it("a cut cannot end an answer that has no headers", () => {
  expect(() => cut({ after: "nothing", how: "end" })).toThrow('A cut after "nothing" cannot "end"');
});
