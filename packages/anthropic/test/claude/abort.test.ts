import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { Claude } from "../../src/index.ts";
import { ask, requestOf } from "../ask.ts";
import { fakeAnthropic, reply, stall } from "../vendor.ts";

const rejection = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([
  ["before the headers", stall({ after: "nothing" }), {}],
  ["before the first chunk", stall({ after: "headers" }), {}],
  ["in the middle of the text", stall({ text: "Long text, in parts", after: { chunks: 4 } }), {}],
  ["while a whole answer comes", stall({ text: "x", after: { bytes: 20 } }), { stream: false }],
] as const)("an abort %s rejects and frees the socket", async (_name, step, settings) => {
  await using server = await fakeAnthropic({ script: [step] });
  const controller = new AbortController();
  const answer = rejection(ask(new Claude({ baseURL: server.baseURL }), { settings, signal: controller.signal }));
  const request = await server.nextRequest();
  await request.sent;
  controller.abort();
  expect(await answer).toMatchObject({ name: "AbortError" });
  expect(await request.closed).toBe("aborted");
});

test("the caller's own reason comes back when it is an error, and an abort error when it is not", async () => {
  await using server = await fakeAnthropic();
  const model = new Claude({ baseURL: server.baseURL });
  const reason = new Error("deadline of the run");
  expect(await rejection(ask(model, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(await rejection(ask(model, { signal: AbortSignal.abort("no longer needed") }))).toMatchObject({
    name: "AbortError",
  });
  expect(server.requests).toHaveLength(0);
});

test("a slow listener does not hold up an abort", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: ["a", "b"] })] });
  const controller = new AbortController();
  const heard: string[] = [];
  const text = async (delta: string): Promise<void> => {
    heard.push(delta);
    controller.abort();
    await Promise.resolve();
  };
  const request = requestOf({ signal: controller.signal });
  const answer = new Claude({ baseURL: server.baseURL }).respond(request, { text, reasoning: () => undefined });
  expect(await rejection(answer)).toMatchObject({ name: "AbortError" });
  expect(heard).toEqual(["a"]);
});

test("many calls on one signal leave no listener on it", async () => {
  await using server = await fakeAnthropic({ script: () => reply({ text: "ok" }) });
  const { signal } = new AbortController();
  const model = new Claude({ baseURL: server.baseURL });
  for (let call = 0; call < 20; call += 1) await ask(model, { signal, settings: { stream: call % 2 === 0 } });
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("an answer is read to its end, so that the next call finds the connection free", async () => {
  await using server = await fakeAnthropic({ script: [reply({ text: "ok" }), reply({ text: "ok" })] });
  const model = new Claude({ baseURL: server.baseURL });
  await ask(model);
  await ask(model, { settings: { stream: false } });
  expect(await Promise.all(server.requests.map((request) => request.closed))).toEqual(["finished", "finished"]);
});
