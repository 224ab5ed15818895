import type { Model } from "@definable/spec";
import { Agent } from "@definable/core";

const WORDS: readonly string[] = Array.from({ length: 20 }, (_, index) => `word${index} `);

/** What every answer says. */
export const ANSWER: string = WORDS.join("");

/** What is asked: the one is answered in one piece, the other in twenty. */
export const QUESTIONS = { json: "Say twenty words.", events: "Say twenty words, one by one." } as const;

/** How it is asked for. */
export const ACCEPT = { json: "application/json", events: "text/event-stream" } as const;

const model: Model = {
  id: "bench",
  provider: "bench",
  async respond({ messages }, listener) {
    const pieces = messages.at(-1)?.content === QUESTIONS.events ? WORDS : [ANSWER];
    for (const piece of pieces) {
      const wait = listener.text(piece);
      if (wait !== undefined) await wait;
    }
    return { content: ANSWER, toolCalls: [], finishReason: "stop" };
  },
};

/** The agent that is served. */
export function answeringAgent(): Agent {
  return new Agent({ model, name: "bench" });
}
