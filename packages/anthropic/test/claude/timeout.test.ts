import { afterEach, expect, test, vi } from "vitest";
import { Claude } from "../../src/index.ts";
import { ask } from "../ask.ts";
import { fakeAnthropic, stall } from "../vendor.ts";

afterEach(() => void vi.useRealTimers());

test.each([
  ["before the headers", stall({ after: "nothing" }), { stream: true }],
  ["after the headers", stall({ after: "headers" }), { stream: true }],
  ["in the middle of the text", stall({ text: "Long text, in parts", after: { chunks: 4 } }), { stream: true }],
  ["in the middle of a whole answer", stall({ text: "x", after: { bytes: 20 } }), { stream: false }],
] as const)("timeoutMs ends a call that hangs %s, and frees the socket", async (_name, step, settings) => {
  await using server = await fakeAnthropic({ script: [step] });
  // The server stands already and its sockets are real: from here on only the clock is not.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const model = new Claude({ baseURL: server.baseURL, timeoutMs: 60_000 });
  const answer = expect(ask(model, { settings })).rejects.toMatchObject({
    code: "MODEL_TIMEOUT",
    retryable: true,
    message: expect.stringContaining("timeoutMs"),
  });
  const request = await server.nextRequest();
  await request.sent;
  await vi.advanceTimersByTimeAsync(60_000);
  await answer;
  expect(await request.closed).toBe("aborted");
});
