import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { MODEL, WORDS } from "./conversation.ts";

/** The vendor, in a process of its own: streams the same answer to whoever asks, in the wire format of Chat Completions. */
const chunk = (delta: object, finish: string | null): object => ({
  id: "chatcmpl-bench",
  object: "chat.completion.chunk",
  created: 1_780_000_000,
  model: MODEL,
  service_tier: "default",
  system_fingerprint: "fp_bench",
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});
const usage = { prompt_tokens: 10, completion_tokens: WORDS.length, total_tokens: 10 + WORDS.length };
const frames = [
  chunk({ role: "assistant", content: "", refusal: null }, null),
  ...WORDS.map((content) => chunk({ content }, null)),
  chunk({}, "stop"),
  { ...chunk({}, null), choices: [], usage },
].map((data) => `data: ${JSON.stringify(data)}\n\n`);
/** As vendors send them: a few in each packet. */
const packets = Array.from({ length: Math.ceil(frames.length / 4) }, (_, index) =>
  frames.slice(index * 4, index * 4 + 4).join(""),
);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for await (const _part of request) continue;
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  for (const packet of packets) {
    response.write(packet);
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end("data: [DONE]\n\n");
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}/v1` });
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.on("disconnect", () => process.exit(0));
