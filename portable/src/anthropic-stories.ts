import { Claude } from "@definable/anthropic";
import { Agent, tool } from "@definable/core";
import { z } from "zod";
import { same, type Platform, type Story } from "./story.ts";

const fits = ({ anthropicURL }: Platform): boolean => anthropicURL !== undefined;

const double = tool({
  name: "double",
  description: "Twice the number.",
  inputSchema: z.object({ number: z.number() }),
  execute: ({ number }) => number * 2,
});

/** What anthropic promises, over the wire to a fake that plays the script of `playingAnthropic`. */
export const anthropicStories: readonly Story[] = [
  {
    name: "an agent asks Claude over HTTP, thinks, runs the tool and streams the answer",
    fits,
    async tell({ anthropicURL }) {
      const model = new Claude({ baseURL: anthropicURL, apiKey: "portable" });
      const stream = new Agent({ model, tools: [double] }).runStream("twice 21?");
      let text = "";
      for await (const event of stream) if (event.event === "RunContent") text += event.content;
      const output = await stream.output;

      same([text, output.tools[0]?.result, output.status], ["It is 42.", "42", "COMPLETED"]);
      const thoughts = output.messages.flatMap((message) =>
        message.role === "assistant" ? (message.reasoning ?? []) : [],
      );
      same(
        thoughts.map(({ text: thought, signature }) => [thought, signature?.slice(0, 5)]),
        [["Twice.", "EfAkE"]],
      );
    },
  },
  {
    name: "Anthropic's refusal of a key is an error with a code",
    fits,
    async tell({ anthropicURL }) {
      const model = new Claude({ baseURL: anthropicURL, apiKey: "wrong" });
      const error: unknown = await new Agent({ model }).run("hello").catch((thrown: unknown) => thrown);

      same((error as { code?: unknown }).code, "MODEL_AUTHENTICATION");
    },
  },
  {
    name: "a stream of Anthropic's that breaks off is an error with the words so far",
    fits,
    async tell({ anthropicURL }) {
      const model = new Claude({ baseURL: anthropicURL, apiKey: "portable" });
      const stream = new Agent({ model }).runStream("a story");
      let last: unknown;
      for await (const event of stream) if (event.event === "RunError") last = event.errorCode;
      const { content } = await stream.output;

      same([last, content], ["MODEL_STREAM_CUT", "once upon "]);
    },
  },
];
