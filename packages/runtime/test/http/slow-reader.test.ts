import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Model, ModelListener, ModelReply, ModelRequest } from "@definable/spec";
import { expect, test } from "vitest";
import { EVENTS, post } from "../support/requests.ts";
import { dial } from "../support/raw.ts";
import { served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";

const DELTAS = 2_000;

/** Says 2,000 pieces of some bytes each, and counts. */
class LongModel implements Model {
  readonly id = "long";
  readonly provider = "test";
  said = 0;
  readonly #delta: string;

  constructor(bytes: number) {
    this.#delta = "x".repeat(bytes);
  }

  async respond(_request: ModelRequest, listener: ModelListener): Promise<ModelReply> {
    const parts: string[] = [];
    for (; this.said < DELTAS; this.said += 1) {
      parts.push(this.#delta);
      await listener.text(this.#delta);
    }
    return { content: parts.join(""), toolCalls: [], finishReason: "stop" };
  }
}

/** Asks for a stream and reads nothing of it. */
async function deafClient(url: string): Promise<Socket> {
  const socket = await dial(url);
  socket.pause();
  const head = "POST /runs HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: text/event-stream";
  socket.write(`${head}\r\ncontent-length: 14\r\n\r\n{"input":"Hi"}`);
  return socket;
}

/** Waits until the model has said nothing for many turns of the event loop. */
async function standstill(model: LongModel): Promise<void> {
  for (let said = -1, quiet = 0; quiet < 2_000; quiet = said === model.said ? quiet + 1 : 0) {
    said = model.said;
    await turn();
  }
}

test("given a client that does not read, when the model says 64 MB, then the run waits, and is cancelled when it leaves", async () => {
  const model = new LongModel(32_768);
  await using server = await served(model);
  const cancelled = new Promise<void>((resolve) => {
    server.agent.events.on("RunCancelled", () => resolve());
  });
  const socket = await deafClient(server.url);

  while (model.said === 0) await turn();
  await standstill(model);

  expect(model.said).toBeLessThan(DELTAS / 2);
  socket.destroy();
  await cancelled;
});

test("given a client that does not read, when it misses its heartbeats, then it is hung up on and its run is cancelled", async () => {
  const model = new LongModel(32_768);
  await using server = await served(model, { serve: { heartbeatMs: 20 } });
  const cancelled = new Promise<void>((resolve) => {
    server.agent.events.on("RunCancelled", () => resolve());
  });
  const socket = await deafClient(server.url);

  await cancelled;

  expect(model.said).toBeLessThan(DELTAS);
  socket.destroy();
});

test("given a slow client, when it reads on, then nothing is lost", async () => {
  const model = new LongModel(8_192);
  await using server = await served(model, { agent: { keepEvents: false } });
  const response = await post(`${server.url}/runs`, { input: "Hi" }, EVENTS);
  await standstill(model);

  const events = await readEvents(response);

  expect(events.filter(({ event }) => event === "RunContent")).toHaveLength(DELTAS);
  expect(events.at(-1)?.event).toBe("RunCompleted");
});

test("given a client that does not read, when the server closes, then that does not hold it up", async () => {
  const model = new LongModel(32_768);
  await using server = await served(model);
  const socket = await deafClient(server.url);
  while (model.said === 0) await turn();
  await standstill(model);

  await server.handle.close({ drainMs: 0 });

  await expect(fetch(server.url)).rejects.toThrow();
  socket.destroy();
}, 20_000);
