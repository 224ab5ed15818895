// Mastra. Copied into the folder where it is installed, so that its imports are found there.
import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { z } from "zod";

const usage = { inputTokens: 100, outputTokens: 20, totalTokens: 120 };

function streamOf(parts) {
  let index = 0;
  return new ReadableStream({
    pull(controller) {
      if (index < parts.length) controller.enqueue(parts[index++]);
      else controller.close();
    },
  });
}

const textOf = (deltas) => [
  { type: "text-start", id: "1" },
  ...deltas.map((delta) => ({ type: "text-delta", id: "1", delta })),
  { type: "text-end", id: "1" },
];

const callOf = ({ id, name, arguments: input }) => ({ type: "tool-call", toolCallId: id, toolName: name, input });

function modelOf(brain) {
  const parts = async (prompt) => {
    if (brain.deltas.length > 0) return { parts: textOf(brain.deltas), finishReason: "stop" };
    const { text, calls } = await brain.answer(prompt.length);
    return calls === undefined
      ? { parts: textOf([text]), finishReason: "stop" }
      : { parts: calls.map(callOf), finishReason: "tool-calls" };
  };
  return {
    specificationVersion: "v2",
    provider: "bench",
    modelId: "bench",
    supportedUrls: {},
    async doGenerate({ prompt }) {
      const { text, calls } = await brain.answer(prompt.length);
      const content = calls === undefined ? [{ type: "text", text }] : calls.map(callOf);
      return { content, finishReason: calls === undefined ? "stop" : "tool-calls", usage, warnings: [] };
    },
    async doStream({ prompt }) {
      const { parts: middle, finishReason } = await parts(prompt);
      const start = { type: "stream-start", warnings: [] };
      return { stream: streamOf([start, ...middle, { type: "finish", finishReason, usage }]) };
    },
  };
}

export function agent(brain, { toolNames, maxRounds, history }) {
  const inputSchema = z.object({ a: z.number(), b: z.number() });
  const tools = Object.fromEntries(
    toolNames.map((id) => [id, createTool({ id, description: "Adds.", inputSchema, execute: brain.add })]),
  );
  const one = new Agent({ id: "bench", name: "bench", instructions: "", model: modelOf(brain), tools });
  const messages = [...history, { role: "user", content: "go" }];
  const options = { maxSteps: maxRounds + 1 };
  return {
    run: async (abortSignal) => (await one.generate(messages, { ...options, abortSignal })).text,
    read: async (take) => {
      const { textStream } = await one.stream(messages, options);
      for await (const delta of textStream) take(delta);
    },
  };
}
