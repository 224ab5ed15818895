import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, hello, sdk, streamed, textOf } from "./sdk.ts";

describe("a reply", () => {
  it("is answered unstreamed with the same options", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: ["Hel", "lo"], finishReason: "length" })] });
    const completion = await complete(server);
    expect(completion.choices[0]?.message.content).toBe("Hello");
    expect(completion.choices[0]?.finish_reason).toBe("length");
    expect(completion._request_id).toBe("req_fake0000000000");
  });

  it.each(["length", "content_filter"] as const)("of a stream can end for the reason %s", async (finishReason) => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Hel", finishReason })] });
    const chunks = await streamed(server);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe(finishReason);
  });

  it("can be empty", async () => {
    await using server = await fakeOpenAI({ script: [reply(), reply()] });
    expect((await complete(server)).choices[0]?.message.content).toBe("");
    expect(textOf(await streamed(server))).toBe("");
  });

  it("can refuse, streamed and not", async () => {
    const refusal = "I cannot help with that.";
    await using server = await fakeOpenAI({ script: [reply({ refusal, chunkSize: 4 }), reply({ refusal })] });
    const run = sdk(server).chat.completions.stream({ model: "gpt-4o", messages: hello });
    expect(await run.finalMessage()).toMatchObject({ content: null, refusal });
    expect((await complete(server)).choices[0]?.message).toMatchObject({ content: null, refusal });
  });

  it("can end without ever saying why", async () => {
    await using server = await fakeOpenAI({ script: [reply({ text: "Hi", finishReason: null })] });
    const chunks = await streamed(server);
    expect(chunks.some((chunk) => chunk.choices[0]?.finish_reason)).toBe(false);
  });

  it.each(["reasoning_content", "reasoning"] as const)("carries reasoning in the field %s", async (reasoningField) => {
    const step = reply({ reasoning: "Think first.", reasoningField, text: "42", chunkSize: 5 });
    await using server = await fakeOpenAI({ script: [step, step] });
    const deltas = (await streamed(server)).map((chunk) => chunk.choices[0]?.delta);
    expect(deltas.slice(1, 5)).toEqual([
      { [reasoningField]: "Think" },
      { [reasoningField]: " firs" },
      { [reasoningField]: "t." },
      { content: "42" },
    ]);
    expect((await complete(server)).choices[0]?.message).toMatchObject({ [reasoningField]: "Think first." });
  });

  it("answers a request for structured output", async () => {
    const schema = {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    };
    await using server = await fakeOpenAI({ script: [reply({ json: { city: "Paris" } })] });
    const completion = await sdk(server).chat.completions.parse({
      model: "gpt-4o",
      messages: hello,
      response_format: { type: "json_schema", json_schema: { name: "place", strict: true, schema } },
    });
    expect(completion.choices[0]?.message.parsed).toEqual({ city: "Paris" });
  });
});
