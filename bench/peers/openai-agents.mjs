// OpenAI Agents. Copied into the folder where it is installed, so that its imports are found there.
import { Agent, Runner, Usage, setTracingDisabled, tool } from "@openai/agents";
import { z } from "zod";

setTracingDisabled(true);

const counts = { inputTokens: 100, outputTokens: 20, totalTokens: 120 };

const said = (text) => ({
  type: "message",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text }],
});

function modelOf(brain) {
  return {
    async getResponse({ input }) {
      const { text, calls } = await brain.answer(input.length);
      const output =
        calls === undefined
          ? [said(text)]
          : calls.map((call) => ({
              type: "function_call",
              callId: call.id,
              name: call.name,
              arguments: call.arguments,
              status: "completed",
            }));
      return { usage: new Usage(counts), output };
    },
    async *getStreamedResponse() {
      yield { type: "response_started" };
      for (const delta of brain.deltas) yield { type: "output_text_delta", delta };
      const output = [said(brain.deltas.join(""))];
      yield { type: "response_done", response: { id: "1", usage: counts, output } };
    },
  };
}

export function agent(brain, { toolNames, maxRounds, history }) {
  const parameters = z.object({ a: z.number(), b: z.number() });
  const tools = toolNames.map((name) => tool({ name, description: "Adds.", parameters, execute: brain.add }));
  const one = new Agent({ name: "bench", model: modelOf(brain), tools });
  const runner = new Runner({ tracingDisabled: true });
  const input = [
    ...history.map(({ role, content }) => (role === "user" ? { role, content } : said(content))),
    { role: "user", content: "go" },
  ];
  const options = { maxTurns: maxRounds + 2 };
  return {
    run: async (signal) => (await runner.run(one, input, { ...options, signal })).finalOutput,
    read: async (take) => {
      const result = await runner.run(one, input, { ...options, stream: true });
      for await (const delta of result.toTextStream()) take(delta);
      await result.completed;
    },
  };
}
