import { fakeOpenAI, openAICut, openAIFailure, openAIReply } from "@definable/testing";
import OpenAI from "openai";

await using server = await fakeOpenAI({
  script: [
    openAIReply({ text: ["Hel", "lo"] }),
    openAIFailure({ status: 429, retryAfter: 7 }),
    openAICut({ text: "Once upon a time", chunkSize: 5, after: { chunks: 2 } }),
  ],
});
const client = new OpenAI({ baseURL: server.baseURL, apiKey: "any", maxRetries: 0 });
const ask = { model: "gpt-4o", messages: [{ role: "user" as const, content: "Hi" }] };

const { choices } = await client.chat.completions.create(ask);
console.log(choices[0]?.message.content);
await client.chat.completions.create(ask).catch((error: { status: number }) => console.log(error.status));
try {
  for await (const chunk of await client.chat.completions.create({ ...ask, stream: true })) {
    console.log(chunk.choices[0]?.delta.content);
  }
} catch {
  console.log("cut");
}
server.assertDone();
