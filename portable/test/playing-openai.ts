import { fakeOpenAI, openAICut, openAIReply, type FakeOpenAI } from "@definable/testing";

const double = { type: "function_call", name: "double", arguments: { number: 21 } } as const;

/** A fake of OpenAI that plays what the stories of openai ask for. */
export function playingOpenAI(): Promise<FakeOpenAI> {
  // The broken stream ends as one behind a proxy does. Of a socket that closes, Bun may lose the bytes that came before.
  return fakeOpenAI({
    apiKey: "portable",
    script: [
      openAIReply({ toolCalls: [{ name: "double", arguments: { number: 21 } }] }),
      openAIReply({ text: ["It is ", "42."] }),
      openAICut({ text: ["once ", "upon ", "a time"], after: { chunks: 3 }, how: "end" }),
      openAIReply({ output: [{ type: "reasoning", summary: ["I double."] }, double] }),
      openAIReply({ output: [{ type: "reasoning" }, { type: "message", text: "It is 42." }] }),
    ],
  });
}
