import type { FileReader, Knowledge, LayerScope, Memory, Recollection } from "@definable/spec";
import { afterEach, expect, test, vi } from "vitest";
import type { AgentOptions } from "../../src/index.ts";
import { scripted } from "../support/scripted.ts";

afterEach(() => void vi.useRealTimers());

const nothing: Recollection = { text: "", tokensUsed: 0, chunksIncluded: 0, chunksAvailable: 0 };
const files = [{ content: btoa("x"), mimeType: "text/plain", filename: "a.txt" }];

/** A layer that never answers, deaf to its signal, and tells when it was asked. */
class Deaf implements Memory, Knowledge, FileReader {
  readonly asked = Promise.withResolvers<LayerScope>();

  canRead(): boolean {
    return true;
  }

  read(_file: unknown, scope: LayerScope): Promise<never> {
    return this.#hang(scope);
  }

  retrieve(_query: string, scope: LayerScope): Promise<never> {
    return this.#hang(scope);
  }

  recall(_query: string, scope: LayerScope): Promise<never> {
    return this.#hang(scope);
  }

  update(_messages: unknown, scope: LayerScope): Promise<never> {
    return this.#hang(scope);
  }

  #hang(scope: LayerScope): Promise<never> {
    this.asked.resolve(scope);
    return new Promise<never>(() => undefined);
  }
}

const places: readonly (readonly [string, (deaf: Deaf) => Partial<AgentOptions>, string])[] = [
  ["files", (deaf) => ({ readers: deaf }), "FileReadCompleted"],
  ["knowledge", (deaf) => ({ knowledge: deaf }), "KnowledgeRetrievalCompleted"],
  ["memory", (deaf) => ({ memory: deaf }), "MemoryRecallCompleted"],
  [
    "the writing of memory",
    (deaf) => ({ memory: { recall: async () => nothing, update: (said, scope) => deaf.update(said, scope) } }),
    "MemoryUpdateCompleted",
  ],
];

test.each(places)("a cancel in %s ends the run at once, and the layer's signal aborts", async (_name, layers, end) => {
  const deaf = new Deaf();
  const { agent } = scripted(["Never."], layers(deaf));
  const stream = agent.runStream("Hi", { files });
  const { signal } = await deaf.asked.promise;

  stream.cancel("enough");

  const { status, events } = await stream.output;
  expect(status).toBe("CANCELLED");
  expect(signal.aborted).toBe(true);
  expect(events.find(({ event }) => event === end)).toMatchObject({ error: "The run was cancelled." });
});

test.each(places)("a time limit ends the run in %s too", async (_name, layers) => {
  vi.useFakeTimers();
  const deaf = new Deaf();
  const { agent } = scripted(["Never."], { ...layers(deaf), maxDurationMs: 50 });
  const { output } = agent.runStream("Hi", { files });
  await deaf.asked.promise;

  await vi.advanceTimersByTimeAsync(50);

  expect(await output).toMatchObject({ status: "COMPLETED", stopReason: "maxDurationMs" });
});

test.each(places)("deaf %s is given up after a minute, and the run goes on", async (_name, layers, end) => {
  vi.useFakeTimers();
  const deaf = new Deaf();
  const { agent } = scripted(["Fine."], layers(deaf));
  const { output } = agent.runStream("Hi", { files });
  const { signal } = await deaf.asked.promise;

  await vi.advanceTimersByTimeAsync(120_000);

  const { content, events } = await output;
  expect(content).toBe("Fine.");
  expect(signal.aborted).toBe(true);
  expect(events.find(({ event }) => event === end)).toMatchObject({ error: expect.stringContaining("60000 ms") });
});

test("what a slow reader has read until then counts", async () => {
  vi.useFakeTimers();
  const deaf = new Deaf();
  const slow: FileReader = {
    canRead: () => true,
    read: (file, scope) =>
      file.filename === "a.txt" ? deaf.read(file, scope) : Promise.resolve({ filename: "b.txt", text: "b says" }),
  };
  const { agent, model } = scripted(["Fine."], { readers: slow });
  const { output } = agent.runStream("Hi", { files: [...files, { ...files[0], filename: "b.txt" }] });
  await deaf.asked.promise;

  await vi.advanceTimersByTimeAsync(60_000);

  const { events } = await output;
  expect(events.find(({ event }) => event === "FileReadCompleted")).toMatchObject({ filesRead: 1, filesFailed: 1 });
  expect(JSON.stringify(model.requests[0]?.messages)).toContain("b says");
});

test("a slow memory is waited for", async () => {
  const gate = Promise.withResolvers<Recollection>();
  const { agent, model } = scripted(["Fine."], {
    memory: { recall: () => gate.promise, update: async () => undefined },
  });
  const running = agent.run("Hi");

  gate.resolve({ ...nothing, text: "Ada likes tea." });

  await running;
  expect(model.requests[0]?.instructions).toContain("Ada likes tea.");
});

test("a run that is cancelled before it begins asks no layer", async () => {
  const deaf = new Deaf();
  const { agent } = scripted(["Never."], { memory: deaf });

  const { events } = await agent.runStream("Hi", { signal: AbortSignal.abort() }).output;

  expect(events.map(({ event }) => event)).not.toContain("MemoryRecallStarted");
});
