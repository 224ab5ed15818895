import { handler } from "@definable/runtime";
import type { HandlerOptions } from "@definable/runtime";
import { Agent } from "@definable/core";
import { ScriptedModel, says } from "@definable/testing";
import type { Script } from "@definable/testing";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { LogBook } from "../support/log-book.ts";
import { EVENTS, jsonIn, problemIn } from "../support/requests.ts";
import { readEvents } from "../support/sse.ts";

function handled(script: Script, options: HandlerOptions = {}) {
  const model = new ScriptedModel(script);
  return handler(new Agent({ model, maxRetries: 0 }), { logger: new LogBook(), ...options });
}

function run(body: string, headers: Record<string, string> = {}, signal?: AbortSignal): Request {
  return new Request("http://localhost/runs", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    signal: signal ?? null,
  });
}

test("given no socket at all, when a request is handed over, then the run's output comes", async () => {
  const handle = handled(["Hello"]);

  const response = await handle(run('{"input":"Hi"}'));

  expect(await jsonIn(response)).toMatchObject({ status: "COMPLETED", content: "Hello" });
});

test("given no socket at all, when events are asked for, then they come", async () => {
  const handle = handled(["Hello"]);

  const events = await readEvents(await handle(run('{"input":"Hi"}', EVENTS)));

  expect(events.at(-1)?.event).toBe("RunCompleted");
});

test("given a name that is not allowed, when a request is handed over, then 421", async () => {
  const handle = handled([], { allowedHosts: ["agent.example.com"] });

  expect(await problemIn(await handle(new Request("https://evil.test/health")))).toMatchObject({ status: 421 });
  expect((await handle(new Request("https://agent.example.com/health"))).status).toBe(200);
});

test("given a body over the limit without a length, when handed over, then 413 and the rest is not read", async () => {
  const handle = handled([]);
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  // The DOM's types do not know `duplex`, which Node demands with a stream.
  const streaming = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
  const request = new Request("http://localhost/runs", streaming);

  expect(await problemIn(await handle(request))).toMatchObject({ status: 413, code: "BODY_TOO_LARGE" });
  expect(pulled).toBeLessThan(20);
});

test("given a signal that aborts, when the run is under way, then it is cancelled", async () => {
  const asked = Promise.withResolvers<void>();
  const handle = handled(() => {
    asked.resolve();
    return { hang: true };
  });
  const leaving = new AbortController();

  const answer = handle(run('{"input":"Hi"}', {}, leaving.signal));
  await asked.promise;
  leaving.abort();

  expect(await problemIn(await answer)).toMatchObject({ status: 409, code: "RUN_CANCELLED" });
});

test("given a reader that does not read, when the model says 1,000 deltas, then it is held at the mark", async () => {
  let said = 0;
  const deltas = Array.from({ length: 1_000 }, () => "x");
  const model = new ScriptedModel([says(deltas)]);
  const agent = new Agent({ model });
  agent.events.on("RunContent", () => {
    said += 1;
  });
  const response = await handler(agent)(run('{"input":"Hi"}', EVENTS));
  for (let turns = 0; turns < 500; turns += 1) await turn();

  expect(said).toBeLessThan(100);
  expect(await readEvents(response)).toHaveLength(deltas.length + 3);
});

test("given a reader that takes nothing, when heartbeats are missed, then its run is cancelled and the stream fails", async () => {
  const agent = new Agent({ model: new ScriptedModel([says(Array.from({ length: 1_000 }, () => "x"))]) });
  const cancelled = new Promise<void>((resolve) => {
    agent.events.on("RunCancelled", () => resolve());
  });

  const response = await handler(agent, { heartbeatMs: 1 })(run('{"input":"Hi"}', EVENTS));

  await cancelled;
  await expect(response.text()).rejects.toThrow("The reader takes nothing");
});
