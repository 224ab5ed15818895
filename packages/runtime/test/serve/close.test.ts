import { call, calls, says } from "@definable/testing";
import { expect, test } from "vitest";
import { EVENTS, jsonIn, post, problemIn } from "../support/requests.ts";
import { served } from "../support/served.ts";
import { readEvents } from "../support/sse.ts";
import { endless } from "../support/tools.ts";

test("given a run under way, when closed, then new runs are refused, health says so, and the run ends", async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await served([says("Hello", { gate: gate.promise })]);
  const stream = await post(`${server.url}/runs`, { input: "Hi" }, EVENTS);

  const closing = server.handle.close({ drainMs: 60_000 });
  const health = await fetch(`${server.url}/health`);
  const refused = await post(`${server.url}/runs`, { input: "Hi" });
  gate.resolve();

  expect([health.status, await jsonIn(health)]).toEqual([503, { status: "closing" }]);
  expect(await problemIn(refused)).toMatchObject({ status: 503, code: "SERVER_CLOSING" });
  expect((await readEvents(stream)).at(-1)?.data).toMatchObject({ event: "RunCompleted", content: "Hello" });
  await closing;
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
});

test.each([{}, EVENTS])(
  "given a run that does not end, when the time is over, then it is cancelled and answered (%j)",
  async (headers) => {
    const { wait, began, stopped } = endless();
    await using server = await served([calls(call("wait"))], { agent: { tools: [wait] } });
    const answer = post(`${server.url}/runs`, { input: "Wait" }, headers);
    await began;

    const closing = server.handle.close({ drainMs: 1 });

    const text = await (await answer).text();
    expect(text).toMatch(/RUN_CANCELLED|event: RunCancelled/);
    await Promise.all([stopped, closing]);
  },
);

test("given a handle, when closed twice and disposed, then it closes once", async () => {
  let closes = 0;
  await using server = await served([]);
  const close = server.agent.close.bind(server.agent);
  server.agent.close = () => {
    closes += 1;
    return close();
  };

  await Promise.all([server.handle.close(), server.handle.close()]);
  await server.handle[Symbol.asyncDispose]();
  await server.handle.closed;

  expect(closes).toBe(1);
});

test("given a client that keeps its connection open, when closed, then that does not hold it up", async () => {
  await using server = await served([]);
  await (await fetch(`${server.url}/health`)).text();

  await server.handle.close();

  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
});
