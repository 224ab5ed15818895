// pi. Copied into the folder where it is installed, so that its imports are found there.
import { Agent } from "@mariozechner/pi-agent-core";
import { Type, createAssistantMessageEventStream } from "@mariozechner/pi-ai";

const cost = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 };
const usage = { input: 100, output: 20, cacheRead: 0, cacheWrite: 0, totalTokens: 120, cost };
const model = { id: "bench", name: "bench", api: "bench", provider: "bench", input: ["text"], reasoning: false, cost };

const assistant = (content, stopReason) => ({
  role: "assistant",
  content,
  api: "bench",
  provider: "bench",
  model: "bench",
  usage,
  stopReason,
  timestamp: 0,
});

function streamOf(brain) {
  return (_model, { messages }) => {
    const stream = createAssistantMessageEventStream();
    void (brain.deltas.length > 0 ? say(stream, brain.deltas) : answer(stream, brain, messages.length));
    return stream;
  };
}

async function answer(stream, brain, length) {
  const { text, calls } = await brain.answer(length);
  const content =
    calls === undefined
      ? [{ type: "text", text }]
      : calls.map(({ id, name, arguments: args }) => ({ type: "toolCall", id, name, arguments: JSON.parse(args) }));
  const reason = calls === undefined ? "stop" : "toolUse";
  const message = assistant(content, reason);
  stream.push({ type: "start", partial: message });
  stream.push({ type: "done", reason, message });
}

async function say(stream, deltas) {
  const part = { type: "text", text: "" };
  const partial = assistant([part], "stop");
  stream.push({ type: "start", partial });
  stream.push({ type: "text_start", contentIndex: 0, partial });
  for (const delta of deltas) {
    part.text += delta;
    stream.push({ type: "text_delta", contentIndex: 0, delta, partial });
  }
  stream.push({ type: "text_end", contentIndex: 0, content: part.text, partial });
  stream.push({ type: "done", reason: "stop", message: partial });
}

export function agent(brain, { toolNames, history }) {
  const parameters = Type.Object({ a: Type.Number(), b: Type.Number() });
  const execute = async (_id, input) => ({
    content: [{ type: "text", text: String(await brain.add(input)) }],
    details: {},
  });
  const tools = toolNames.map((name) => ({ name, label: name, description: "Adds.", parameters, execute }));
  const streamFn = streamOf(brain);
  const messages = history.map(({ role, content }) =>
    role === "user" ? { role, content, timestamp: 0 } : assistant([{ type: "text", text: content }], "stop"),
  );
  // Its Agent owns the conversation of one run after another, so each run has one, as a server would do it.
  const start = () => new Agent({ initialState: { systemPrompt: "", model, tools, messages }, streamFn });
  return {
    run: async (signal) => {
      const one = start();
      signal?.addEventListener("abort", () => one.abort());
      await one.prompt("go");
      return one.state.messages.at(-1).content[0].text;
    },
    read: async (take) => {
      const one = start();
      one.subscribe((event) => {
        if (event.type !== "message_update") return;
        const { assistantMessageEvent: inner } = event;
        if (inner.type === "text_delta") take(inner.delta);
      });
      await one.prompt("go");
    },
  };
}
