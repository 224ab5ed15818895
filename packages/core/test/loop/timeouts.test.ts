import type { Model, ModelListener } from "@definable/spec";
import { hangs, says, ScriptedModel } from "@definable/testing";
import type { ScriptEntry } from "@definable/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A run under a clock that moves only while somebody waits: what came of it, and after how many milliseconds. */
async function run(model: Model, options: Partial<AgentOptions> = {}) {
  const started = Date.now();
  const { output } = new Agent({ model, maxRetries: 0, ...options }).runStream("Go");
  const ended = output.then(() => Date.now() - started);
  await vi.runAllTimersAsync();
  return { output: await output, ms: await ended };
}

const play = (steps: readonly ScriptEntry[], options: Partial<AgentOptions> = {}) =>
  run(new ScriptedModel(steps), options);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A model that is written by hand, and answers with the text it returns. */
function vendor(answer: (listener: ModelListener, signal: AbortSignal) => Promise<string>): Model {
  return {
    id: "by-hand",
    provider: "test",
    respond: async ({ signal }, listener) => {
      const hear: ModelListener = {
        text: (delta) => listener.text(delta),
        reasoning: (delta) => listener.reasoning(delta),
        progress: () => listener.progress?.(),
      };
      return { content: await answer(hear, signal), toolCalls: [], finishReason: "stop" };
    },
  };
}

test("a model that sends nothing within firstChunkMs fails the run, and the request is aborted", async () => {
  let signal: AbortSignal | undefined;
  const model = new ScriptedModel((request) => {
    ({ signal } = request);
    return hangs();
  });
  const { output } = new Agent({ model, maxRetries: 0, timeouts: { firstChunkMs: 500 } }).runStream("Go");
  await vi.advanceTimersByTimeAsync(499);
  expect(signal?.aborted).toBe(false);

  await vi.advanceTimersByTimeAsync(1);

  expect(await output).toMatchObject({
    errorCode: "MODEL_TIMEOUT",
    error: "The model scripted sent nothing within 500 ms (timeouts.firstChunkMs).",
  });
  expect(signal?.aborted).toBe(true);
});

test("the first piece may take as long as firstChunkMs allows", async () => {
  const { output } = await play([says("Hello", { delayMs: 59_999 })]);

  expect(output.content).toBe("Hello");
});

test("a model that goes silent for betweenChunksMs fails the run, which keeps what was said", async () => {
  const step = hangs({ text: ["Once ", "upon"], afterDeltas: 1 });

  const { output, ms } = await play([step], { timeouts: { betweenChunksMs: 700 } });

  expect(output).toMatchObject({
    content: "Once ",
    errorCode: "MODEL_TIMEOUT",
    error: expect.stringContaining("700 ms"),
  });
  // The mark of the first piece is looked at when the first limit rings.
  expect(ms).toBeLessThanOrEqual(60_000);
});

test("pieces that keep coming keep the call alive beyond any single limit", async () => {
  const patient = vendor(async (listener) => {
    for (let piece = 0; piece < 5; piece += 1) {
      await pause(50_000);
      await listener.text("x");
    }
    return "xxxxx";
  });

  const { output } = await run(patient);

  expect(output.content).toBe("xxxxx");
});

test("pieces of a tool call keep the call alive, though they say nothing", async () => {
  const working = vendor(async (listener) => {
    for (let piece = 0; piece < 5; piece += 1) {
      await pause(50_000);
      listener.progress?.();
    }
    return "Done";
  });

  const { output } = await run(working);

  expect(output.content).toBe("Done");
});

test("callMs limits the whole call, however lively it is", async () => {
  const lively = vendor(async (listener, signal) => {
    while (!signal.aborted) {
      await pause(100);
      await listener.text("x");
    }
    return "";
  });

  const { output, ms } = await run(lively, { timeouts: { callMs: 1_000 } });

  expect(output).toMatchObject({ errorCode: "MODEL_TIMEOUT", error: expect.stringContaining("timeouts.callMs") });
  expect(ms).toBe(1_000);
});

test("a whole call may take 10 minutes unless said otherwise", async () => {
  const { output, ms } = await play([hangs()], { modelSettings: { stream: false } });

  expect(output.errorCode).toBe("MODEL_TIMEOUT");
  expect(ms).toBe(600_000);
});

test("a call that answers in one piece is limited as a whole only", async () => {
  const steps = [says("Hello", { delayMs: 300_000 })];

  const { output } = await play(steps, { modelSettings: { stream: false } });

  expect(output.content).toBe("Hello");
});

test("a call that answered nothing in time is tried again", async () => {
  const { output, ms } = await play([hangs(), "Hello"], {
    maxRetries: 1,
    retryBackoffMs: 0,
    timeouts: { firstChunkMs: 500 },
  });

  expect(output.content).toBe("Hello");
  expect(ms).toBe(500);
});

test("what a deaf model says after its time goes nowhere", async () => {
  const late = says("late", { delayMs: 1_000, deaf: true });
  const slow = says("Hello", { delayMs: 900 });

  const { output } = await play([late, slow], { maxRetries: 1, retryBackoffMs: 0, timeouts: { firstChunkMs: 950 } });

  expect(output.content).toBe("Hello");
});

test("time spent waiting for a slow reader is not the model's", async () => {
  const pieces = Array.from({ length: 200 }, () => "x");
  const model = new ScriptedModel([says(pieces)]);
  const limits = { firstChunkMs: 100, betweenChunksMs: 100, callMs: 5_000 };
  const stream = new Agent({ model, maxRetries: 0, timeouts: limits }).runStream("Go");
  await vi.advanceTimersByTimeAsync(3_600_000);

  const output = stream.output;
  await vi.runAllTimersAsync();

  expect(await output).toMatchObject({ status: "COMPLETED", content: pieces.join("") });
});

test("no timer is left when a run has ended", async () => {
  const agent = new Agent({ model: new ScriptedModel(["Hello"]) });

  await agent.run("Go");

  expect(vi.getTimerCount()).toBe(0);
});
