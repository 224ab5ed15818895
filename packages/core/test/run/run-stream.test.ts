import { fails, hangs, says } from "@definable/testing";
import { expect, test } from "vitest";
import { scripted } from "../support/scripted.ts";

test("the run starts when runStream is called", () => {
  const { agent, model } = scripted(["Hello"]);

  agent.runStream("Hi");

  expect(model.callCount).toBe(1);
});

test("the stream knows run and session before the first event", () => {
  const { agent } = scripted(["Hello"]);

  const stream = agent.runStream("Hi", { runId: "r", sessionId: "s" });

  expect(stream).toMatchObject({ runId: "r", sessionId: "s" });
});

test("a second iteration throws STREAM_CONSUMED", async () => {
  const { agent } = scripted(["Hello"]);
  const stream = agent.runStream("Hi");
  for await (const event of stream) expect(event.seq).toBeGreaterThan(0);

  const again = async (): Promise<void> => {
    for await (const event of stream) expect(event).toBeUndefined();
  };

  await expect(again()).rejects.toMatchObject({
    code: "STREAM_CONSUMED",
    message: expect.stringContaining(stream.runId),
  });
});

test("leaving the iteration cancels the run and waits for its end", async () => {
  const { agent } = scripted([hangs({ text: ["Once "], afterDeltas: 1 })]);
  const stream = agent.runStream("Go");

  for await (const event of stream) if (event.event === "RunContent") break;

  const stored = await agent.getRun(stream.runId);
  expect(stored).toMatchObject({ status: "CANCELLED", content: "Once " });
  await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
});

test("disposing of the stream cancels the run", async () => {
  const { agent } = scripted([hangs()]);
  let output: Promise<{ readonly status: string }>;
  {
    await using stream = agent.runStream("Go");
    output = stream.output;
  }
  expect((await output).status).toBe("CANCELLED");
});

test.each([
  ["completed", "Hello", "COMPLETED"],
  ["failed", fails("MODEL_QUOTA"), "ERROR"],
])("output resolves for a run that %s, without a reader", async (_title, step, status) => {
  const { agent } = scripted([step]);

  const { output } = agent.runStream("Hi");

  expect((await output).status).toBe(status);
});

test("two calls of next at once get two events in order", async () => {
  const { agent } = scripted(["Hello"]);
  const stream = agent.runStream("Hi");

  const [first, second] = await Promise.all([stream.next(), stream.next()]);

  expect([first.value?.seq, second.value?.seq]).toEqual([1, 2]);
});

test("calls of next that wait are answered in order, and with the end", async () => {
  const gate = Promise.withResolvers<void>();
  const { agent } = scripted([says("Hello", { gate: gate.promise })]);
  const stream = agent.runStream("Hi");
  const waiting = Array.from({ length: 20 }, () => stream.next());

  gate.resolve();

  const results = await Promise.all(waiting);
  const seqs = results.flatMap((result) => (result.done === true ? [] : [result.value.seq]));
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(results.at(-1)).toEqual({ done: true, value: undefined });
});

test("what is no input throws at once", () => {
  const { agent } = scripted([]);

  expect(() => agent.runStream("")).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test("a continuation that cannot begin is told to the reader and to whoever waits for the output", async () => {
  const { agent } = scripted([]);

  const stream = agent.continueRunStream("unknown", { decisions: [] });

  await expect(stream.next()).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
  await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
  await expect(stream.output).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
});
