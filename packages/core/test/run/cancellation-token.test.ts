import { expect, test } from "vitest";
import { AgentCancelled, CancellationToken } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";

test("a token is cancelled once, with its reason on the signal", () => {
  const token = new CancellationToken();
  expect(token.isCancelled).toBe(false);

  token.cancel("first");
  token.cancel("second");

  expect(token.isCancelled).toBe(true);
  expect(token.signal.reason).toBe("first");
});

test("throwIfCancelled throws AgentCancelled, and only then", () => {
  const token = new CancellationToken();
  expect(() => token.throwIfCancelled()).not.toThrow();

  token.cancel();

  expect(() => token.throwIfCancelled()).toThrow(AgentCancelled);
});

test("one token cancels every run that has it", async () => {
  const { agent } = scripted(() => ({ hang: true }));
  const cancellationToken = new CancellationToken();
  const runs = ["a", "b"].map((runId) => agent.runStream("Go", { runId, cancellationToken }));

  cancellationToken.cancel();

  const outputs = await Promise.all(runs.map((stream) => stream.output));
  expect(outputs.map((output) => output.status)).toEqual(["CANCELLED", "CANCELLED"]);
});

test("a token and a signal may both be given, and either cancels", async () => {
  const { agent } = scripted(() => ({ hang: true }));
  const controller = new AbortController();
  const stream = agent.runStream("Go", { signal: controller.signal, cancellationToken: new CancellationToken() });

  controller.abort(new DOMException("late", "TimeoutError"));

  expect((await stream.output).events.at(-1)).toMatchObject({ event: "RunCancelled", reason: "timed out" });
});
