import { Agent } from "@definable/core";
import { OpenAIChat } from "@definable/openai";
import { OpenAI } from "openai";
import { MODEL } from "../wire/conversation.ts";
import { listenTo } from "../wire/listen-to.ts";
import type { Ask } from "../wire/listen-to.ts";
import { rawFetch } from "../wire/raw-fetch.ts";
import type { Work } from "../work.ts";

/** The vendor's own SDK and nothing else. */
const rawSdk: Ask = (baseURL) => {
  const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
  return async () => {
    const messages = [{ role: "user", content: "go" } as const];
    const stream = await client.chat.completions.create({ model: MODEL, stream: true, messages });
    const parts: string[] = [];
    for await (const chunk of stream) {
      const text = chunk.choices[0]?.delta.content;
      if (text) parts.push(text);
    }
    return parts.join("");
  };
};

const ours: Ask = (baseURL) => {
  const agent = new Agent({ model: new OpenAIChat({ id: MODEL, baseURL }) });
  return async () => {
    const parts: string[] = [];
    for await (const event of agent.runStream("go")) if (event.event === "RunContent") parts.push(event.content);
    return parts.join("");
  };
};

/** Deltas of Chat Completions over loopback, 32 answers at once: the processor time of the client. */
export const work: Work = {
  unit: "ns CPU a delta",
  floor: () => listenTo(rawSdk),
  ours: () => listenTo(ours),
  beside: { "raw fetch": () => listenTo(rawFetch) },
};
