import { describe, expect, it } from "vitest";
import { fakeOpenAI } from "../../src/fake-openai/fake-openai.ts";
import { reply } from "../../src/fake-openai/script/reply.ts";
import { complete, hello, sdk, streamed } from "./sdk.ts";

const data = Buffer.from("a little sound, longer than one piece of it is on the wire".repeat(3)).toString("base64");
const audio = { id: "audio_1", data, transcript: "Good morning.", expiresAt: 1_800_000_000 };

describe("sound", () => {
  it("comes whole in an unstreamed message", async () => {
    await using server = await fakeOpenAI({ script: [reply({ audio })] });
    const { choices } = await complete(server, {
      modalities: ["text", "audio"],
      audio: { voice: "ash", format: "wav" },
    });
    expect(choices[0]?.message).toMatchObject({
      content: null,
      audio: { id: "audio_1", data, transcript: "Good morning.", expires_at: 1_800_000_000 },
    });
  });

  it("comes in pieces in a stream: id, transcript, data, and its expiry at the end", async () => {
    await using server = await fakeOpenAI({ script: [reply({ audio, chunkSize: 6 })] });
    const chunks = await streamed(server, { modalities: ["text", "audio"], audio: { voice: "ash", format: "pcm16" } });
    const parts = chunks.flatMap((chunk) => chunk.choices[0]?.delta.audio ?? []);
    expect(parts[0]).toEqual({ id: "audio_1", transcript: "" });
    expect(parts.map((part) => part.transcript ?? "").join("")).toBe("Good morning.");
    expect(parts.map((part) => part.data ?? "").join("")).toBe(data);
    expect(parts.at(-1)).toEqual({ expires_at: 1_800_000_000 });
  });

  it("is put together by the vendor's helper, although no chunk says why it ended", async () => {
    await using server = await fakeOpenAI({ script: [reply({ audio })] });
    const run = sdk(server).chat.completions.stream({
      model: "gpt-4o-audio-preview",
      messages: hello,
      modalities: ["text", "audio"],
      audio: { voice: "ash", format: "pcm16" },
    });
    const completion = await run.finalChatCompletion();
    expect(completion.choices[0]?.message.audio?.data).toBe(data);
    expect(completion.choices[0]?.finish_reason).toBe("stop");
  });
});
