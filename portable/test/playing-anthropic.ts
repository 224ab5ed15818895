import { anthropicCut, anthropicReply, fakeAnthropic, type FakeAnthropic } from "@definable/testing";

/** A fake of Anthropic that plays what the stories of anthropic ask for. */
export function playingAnthropic(): Promise<FakeAnthropic> {
  // The broken stream ends as one behind a proxy does. Of a socket that closes, Bun may lose the bytes that came before.
  return fakeAnthropic({
    apiKey: "portable",
    script: [
      anthropicReply({ thinking: "Twice.", toolCalls: [{ name: "double", arguments: { number: 21 } }] }),
      anthropicReply({ text: ["It is ", "42."] }),
      anthropicCut({ text: ["once ", "upon ", "a time"], after: { chunks: 5 }, how: "end" }),
    ],
  });
}
