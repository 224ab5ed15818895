import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { failure } from "../../src/fake-openai/script/failure.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { stall } from "../../src/fake-openai/script/stall.ts";
import { ScriptError } from "../../src/script/script-error.ts";
import { complete, failureOf, hello, sdk } from "./sdk.ts";

const answer = async (...args: Parameters<typeof complete>) => (await complete(...args)).choices[0]?.message.content;

describe("a script", () => {
  it("is used in order and can be added to", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "one" })] });
    server.push(reply({ text: "two" }));
    expect([await answer(server), await answer(server)]).toEqual(["one", "two"]);
    server.assertDone();
  });

  it("can be a function of the request that answers for ever", async () => {
    await using server = await fakeOpenAI({
      script: (request, index) => reply({ text: `${index}: ${JSON.stringify(request.messages.at(-1)?.["content"])}` }),
    });
    expect(await answer(server)).toBe('0: "Hello"');
    expect(await answer(server, { messages: [{ role: "user", content: "Bye" }] })).toBe('1: "Bye"');
    server.assertDone();
  });

  it("can hold functions among its steps", async () => {
    await using server = await fakeOpenAI({
      script: [reply({ text: "a" }), async (_, index) => reply({ text: `${index}` })],
    });
    expect([await answer(server), await answer(server)]).toEqual(["a", "1"]);
  });

  it("answers past its end with an error that no client retries", async () => {
    await using server = await fakeOpenAI({ script: [reply()] });
    await complete(server);
    const client = sdk(server, { maxRetries: 2 });
    const error = await failureOf(client.chat.completions.create({ model: "gpt-4o", messages: hello }));
    const said = "request 1 (POST /v1/chat/completions) was not expected: all 1 steps of the script are used";
    expect(error).toMatchObject({ status: 500, message: expect.stringContaining(said) });
    expect(server.requests).toHaveLength(2);
    expect(() => server.assertDone()).toThrow(said);
  });

  it("complains of steps that were never used", async () => {
    await using server = await fakeOpenAI({ script: [stall(), failure({ status: 429 }), () => reply()] });
    expect(() => server.assertDone()).toThrow(ScriptError);
    expect(() => server.assertDone()).toThrow(
      '3 of the script\'s steps were never used: reply with ending "stall", failure 429, a function',
    );
  });

  it("complains of a function that threw", async () => {
    await using server = await fakeOpenAI({
      script: () => {
        throw new Error("no idea");
      },
    });
    expect(await failureOf(complete(server))).toMatchObject({ status: 500 });
    expect(() => server.assertDone()).toThrow("threw: Error: no idea");
  });

  it("refuses options that contradict each other", () => {
    expect(() => reply({ text: "a", json: {} })).toThrow("both text and json");
    expect(() => reply({ chunkSize: 0 })).toThrow("chunkSize 0");
    expect(() => stall({ wire: { bytesPerWrite: -1 } })).toThrow("wire.bytesPerWrite -1");
  });
});
