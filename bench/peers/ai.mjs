// The AI SDK. Copied into the folder where it is installed, so that its imports are found there.
import { generateText, isStepCount, streamText, tool } from "ai";
import { z } from "zod";

const count = (total) => ({ total, noCache: total, cacheRead: 0, cacheWrite: 0, text: total, reasoning: 0 });
const usage = { inputTokens: count(100), outputTokens: count(20) };

function modelOf(brain) {
  return {
    specificationVersion: "v4",
    provider: "bench",
    modelId: "bench",
    supportedUrls: {},
    async doGenerate({ prompt }) {
      const { text, calls } = await brain.answer(prompt.length);
      const content =
        calls === undefined
          ? [{ type: "text", text }]
          : calls.map((call) => ({
              type: "tool-call",
              toolCallId: call.id,
              toolName: call.name,
              input: call.arguments,
            }));
      const reason = calls === undefined ? "stop" : "tool-calls";
      return { content, finishReason: { unified: reason, raw: reason }, usage, warnings: [] };
    },
    async doStream() {
      const parts = [
        { type: "stream-start", warnings: [] },
        { type: "text-start", id: "1" },
        ...brain.deltas.map((delta) => ({ type: "text-delta", id: "1", delta })),
        { type: "text-end", id: "1" },
        { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage },
      ];
      let index = 0;
      const stream = new ReadableStream({
        pull(controller) {
          if (index < parts.length) controller.enqueue(parts[index++]);
          else controller.close();
        },
      });
      return { stream };
    },
  };
}

export function agent(brain, { toolNames, maxRounds, history }) {
  const model = modelOf(brain);
  const inputSchema = z.object({ a: z.number(), b: z.number() });
  const tools = Object.fromEntries(
    toolNames.map((name) => [name, tool({ description: "Adds two numbers.", inputSchema, execute: brain.add })]),
  );
  const messages = [...history, { role: "user", content: "go" }];
  const stopWhen = isStepCount(maxRounds + 1);
  return {
    run: async (abortSignal) =>
      (await generateText({ model, tools, messages, stopWhen, maxRetries: 0, abortSignal })).text,
    read: async (take) => {
      for await (const delta of streamText({ model, messages, maxRetries: 0 }).textStream) take(delta);
    },
  };
}
