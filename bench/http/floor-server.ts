import { fastify } from "fastify";
import { handler } from "@definable/runtime/handler";
import type { ServerResponse } from "node:http";
import { ACCEPT, QUESTIONS, answeringAgent } from "./answer.ts";

/** One answer of ours, taken apart: what the floor has to write. */
interface Recorded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A fastify route that writes the bytes that ours writes and does nothing else: the JSON from an object, the events one
 * by one as they would come from a model.
 */
export async function startFloor(): Promise<string> {
  const json = await record("json");
  const events = await record("events");
  const output: unknown = JSON.parse(json.body);
  const frames = events.body.split(/(?<=\n\n)/);
  const app = fastify({ logger: false });
  app.post("/runs", async (request, reply) => {
    const { input } = request.body as { readonly input?: unknown };
    if (input === QUESTIONS.json) return reply.headers(json.headers).send(output);
    if (input !== QUESTIONS.events) throw new Error("The question is another one.");
    reply.hijack();
    reply.raw.writeHead(200, events.headers);
    await writeAll(reply.raw, frames);
    return reply;
  });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

/** A promise for each event, as there is one for each delta that a model sends. */
async function writeAll(response: ServerResponse, frames: readonly string[]): Promise<void> {
  for (const frame of frames) {
    await Promise.resolve();
    response.write(frame);
  }
  response.end();
}

async function record(kind: "json" | "events"): Promise<Recorded> {
  const response = await handler(answeringAgent())(
    new Request("http://127.0.0.1/runs", {
      method: "POST",
      headers: { accept: ACCEPT[kind], "content-type": "application/json" },
      body: JSON.stringify({ input: QUESTIONS[kind] }),
    }),
  );
  const { "content-length": _length, ...headers } = Object.fromEntries(response.headers);
  return { headers, body: await response.text() };
}
