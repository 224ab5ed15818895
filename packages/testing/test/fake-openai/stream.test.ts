import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { openStream, sdk, hello, streamed, textOf } from "./sdk.ts";

describe("a streamed reply", () => {
  it("gives its text in deltas of the asked size", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Hello, world!", chunkSize: 5 })] });
    const chunks = await streamed(server);
    const deltas = chunks.flatMap((chunk) => chunk.choices.map((choice) => choice.delta.content));
    expect(deltas).toEqual(["", "Hello", ", wor", "ld!", undefined]);
    server.assertDone();
  });

  it("gives exact deltas when the text is a list", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: ["a", "", "bc"] })] });
    const chunks = await streamed(server);
    expect(chunks.slice(1, 4).map((chunk) => chunk.choices[0]?.delta)).toEqual([
      { content: "a" },
      { content: "" },
      { content: "bc" },
    ]);
  });

  it("never cuts a character in half", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "a😀b😀", chunkSize: 1 })] });
    const chunks = await streamed(server);
    expect(chunks.slice(1, 5).map((chunk) => chunk.choices[0]?.delta.content)).toEqual(["a", "😀", "b", "😀"]);
  });

  it("says role first, the finish reason last, and the usage after that with no choice", async () => {
    const usage = { promptTokens: 9, completionTokens: 4, cachedTokens: 3, reasoningTokens: 2 };
    await using server = await fakeOpenAI({ script: [reply({ text: "Hi", usage })] });
    const chunks = await streamed(server);
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "", refusal: null });
    expect(chunks.at(-2)?.choices).toEqual([{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }]);
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: {
        prompt_tokens: 9,
        completion_tokens: 4,
        total_tokens: 13,
        prompt_tokens_details: { cached_tokens: 3, audio_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: 2,
          audio_tokens: 0,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
    });
  });

  it("has no usage field when the request did not ask for it", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Hi" })] });
    const chunks = await streamed(server, { stream_options: null });
    expect(chunks.every((chunk) => !("usage" in chunk))).toBe(true);
  });

  it("can carry its usage in the finish chunk or nowhere, as compatible servers do", async () => {
    const usage = { promptTokens: 1, completionTokens: 1 };
    await using server = await fakeOpenAI({
      script: [reply({ text: "Hi", usage, usageIn: "finish-chunk" }), reply({ text: "Hi", usage: null })],
    });
    const inFinish = await streamed(server);
    expect(inFinish.at(-1)).toMatchObject({ choices: [{ finish_reason: "stop" }], usage: { total_tokens: 2 } });
    const nowhere = await streamed(server);
    expect(nowhere.some((chunk) => "usage" in chunk)).toBe(false);
  });

  it("gives log probabilities when they are asked for", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: ["Hé"] })] });
    const chunks = await streamed(server, { logprobs: true });
    expect(chunks[1]?.choices[0]?.logprobs?.content).toEqual([
      { token: "Hé", logprob: -0.1, bytes: [72, 195, 169], top_logprobs: [] },
    ]);
  });

  it("is put together by the vendor's own helper", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Hello, world!", chunkSize: 1 })] });
    const run = sdk(server).chat.completions.stream({ model: "gpt-4o", messages: hello });
    expect(await run.finalContent()).toBe("Hello, world!");
  });

  it("of 50 MB arrives whole", async () => {
    const text = "x".repeat(50_000_000);
    await using server = await fakeOpenAI({ script: [reply({ text, chunkSize: 500_000 })] });
    const stream = await openStream(server);
    let length = 0;
    for await (const chunk of stream) length += textOf([chunk]).length;
    expect(length).toBe(50_000_000);
  });
});
