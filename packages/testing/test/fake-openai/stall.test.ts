import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { stall } from "../../src/fake-openai/script/stall.ts";
import { complete, failureOf, hello, openStream, sdk, textOf } from "./sdk.ts";

describe("a stall", () => {
  it("in the middle of a stream keeps what came before, and sees the client leave", async () => {
    await using server = await fakeOpenAI({
      script: [stall({ text: "Hello, world!", chunkSize: 5, after: { chunks: 3 } })],
    });
    const abort = new AbortController();
    const stream = await sdk(server).chat.completions.create(
      { model: "gpt-4o", messages: hello, stream: true },
      { signal: abort.signal },
    );
    const request = await server.nextRequest();
    const bytes = await request.sent;
    expect(request.aborted).toBe(false);
    let text = "";
    for await (const chunk of stream) {
      text += textOf([chunk]);
      if (text === "Hello, wor") abort.abort();
    }
    expect(await request.closed).toBe("aborted");
    expect(request.aborted).toBe(true);
    expect(request.bytesSent).toBe(bytes);
  });

  it("after the headers gives an open stream without a chunk", async () => {
    await using server = await fakeOpenAI({ script: [stall()] });
    const abort = new AbortController();
    const params = { model: "gpt-4o", messages: hello, stream: true } as const;
    const stream = await sdk(server).chat.completions.create(params, { signal: abort.signal });
    abort.abort();
    for await (const chunk of stream) expect(chunk).toBe("never");
    expect(await server.requests[0]?.closed).toBe("aborted");
  });

  it("before the headers runs into the client's time limit", async () => {
    await using server = await fakeOpenAI({ script: [stall({ after: "nothing" })] });
    const call = sdk(server, { timeout: 20 }).chat.completions.create({ model: "gpt-4o", messages: hello });
    expect(await failureOf(call)).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
    expect(await (await server.nextRequest()).closed).toBe("aborted");
  });

  it("ends when the test says so, and the rest follows", async () => {
    let release = () => {};
    const until = new Promise<void>((resolve) => (release = resolve));
    await using server = await fakeOpenAI({
      script: [stall({ text: "Hello, world!", chunkSize: 5, after: { chunks: 2 }, until })],
    });
    let text = "";
    for await (const chunk of await openStream(server)) {
      text += textOf([chunk]);
      if (text === "Hello") release();
    }
    expect(text).toBe("Hello, world!");
    expect(await server.requests[0]?.closed).toBe("finished");
  });

  it("ends with the server", async () => {
    const server = await fakeOpenAI({ script: [stall({ after: "nothing" })] });
    const call = failureOf(complete(server));
    const request = await server.nextRequest();
    await server.close();
    expect(await call).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(await request.closed).toBe("cut");
  });
});
