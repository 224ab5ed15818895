import { Agent, tool } from "@definable/core";
import { OpenAIChat, OpenAIResponses } from "@definable/openai";
import { z } from "zod";
import { same, type Platform, type Story } from "./story.ts";

const fits = ({ openaiURL }: Platform): boolean => openaiURL !== undefined;

const double = tool({
  name: "double",
  description: "Twice the number.",
  inputSchema: z.object({ number: z.number() }),
  execute: ({ number }) => number * 2,
});

/** What openai promises, over the wire to a fake that plays the script of `playOpenAI`. */
export const openaiStories: readonly Story[] = [
  {
    name: "an agent asks OpenAI over HTTP, runs the tool and streams the answer",
    fits,
    async tell({ openaiURL }) {
      const model = new OpenAIChat({ id: "gpt-4o", baseURL: openaiURL, apiKey: "portable" });
      const stream = new Agent({ model, tools: [double] }).runStream("twice 21?");
      let text = "";
      for await (const event of stream) if (event.event === "RunContent") text += event.content;
      const output = await stream.output;

      same([text, output.tools[0]?.result, output.status], ["It is 42.", "42", "COMPLETED"]);
    },
  },
  {
    name: "the vendor's refusal of a key is an error with a code",
    fits,
    async tell({ openaiURL }) {
      const model = new OpenAIChat({ id: "gpt-4o", baseURL: openaiURL, apiKey: "wrong" });
      const error: unknown = await new Agent({ model }).run("hello").catch((thrown: unknown) => thrown);

      same((error as { code?: unknown }).code, "MODEL_AUTHENTICATION");
    },
  },
  {
    name: "a stream that breaks off is an error with the words so far",
    fits,
    async tell({ openaiURL }) {
      const model = new OpenAIChat({ id: "gpt-4o", baseURL: openaiURL, apiKey: "portable" });
      const stream = new Agent({ model }).runStream("a story");
      let last: unknown;
      for await (const event of stream) if (event.event === "RunError") last = event.errorCode;
      const { content } = await stream.output;

      same([last, content], ["MODEL_STREAM_CUT", "once upon "]);
    },
  },
  {
    name: "an agent asks the Responses API, and what was thought goes back with the result of the tool",
    fits,
    async tell({ openaiURL }) {
      const model = new OpenAIResponses({ id: "gpt-5", baseURL: openaiURL, apiKey: "portable" });
      const stream = new Agent({ model, tools: [double], modelSettings: { reasoning: "low" } }).runStream("twice 21?");
      const thoughts: string[] = [];
      for await (const event of stream) if (event.event === "ReasoningCompleted") thoughts.push(event.reasoningContent);
      const output = await stream.output;

      same([thoughts, output.content, output.status], [["I double."], "It is 42.", "COMPLETED"]);
    },
  },
  {
    name: "a model string finds its provider by name",
    fits: ({ hasPackages }) => hasPackages,
    async tell() {
      const agent = new Agent({ model: "openai/gpt-4o" });
      const error: unknown = await agent.run("hello").catch((thrown: unknown) => thrown);

      same((error as { code?: unknown }).code, "MODEL_KEY_MISSING");
    },
  },
];
