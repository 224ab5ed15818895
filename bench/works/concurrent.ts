import { Agent } from "@definable/core";
import type { Model } from "@definable/spec";
import { floorRun } from "../floor.ts";
import type { FloorModel } from "../floor.ts";
import { brainOf, loadPeer } from "../peers/peer.ts";
import { floorTools, roundsFloor, roundsModel, tools, roundsPeer } from "../rounds.ts";
import { assertSame } from "../work.ts";
import type { Work } from "../work.ts";

const RUNS = 1_000;

interface Gate {
  readonly model: Model;
  readonly waiting: (() => void)[];
}

/** A model that answers after one round of tools, and not before its gate opens. */
function gated(): Gate {
  const waiting: (() => void)[] = [];
  const model: Model = {
    id: "bench",
    provider: "bench",
    async respond(request, listener) {
      const first = request.messages.at(-1)?.role === "user";
      if (first) return roundsModel(1).respond(request, listener);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { content: "done", toolCalls: [], finishReason: "stop" };
    },
  };
  return { model, waiting };
}

async function settle(waiting: readonly unknown[]): Promise<void> {
  while (waiting.length < RUNS) await new Promise((resolve) => setImmediate(resolve));
}

function heap(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error("Run with --expose-gc.");
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

async function measure(start: () => Promise<unknown>, waiting: (() => void)[]): Promise<number> {
  const before = heap();
  const runs = Array.from({ length: RUNS }, start);
  await settle(waiting);
  const perRun = (heap() - before) / RUNS / 1_024;
  for (const open of waiting.splice(0)) open();
  const outputs = await Promise.all(runs);
  assertSame("runs", outputs.length, RUNS);
  return perRun;
}

/** The heap of one run in flight, with 1,000 in their second model call at once. */
export const work: Work = {
  unit: "KB a run in flight",
  floor: async () => {
    const waiting: (() => void)[] = [];
    const model: FloorModel = async (messages) => {
      // Both sides are asked for the same calls, made once.
      if (messages.length === 1) return roundsFloor(1)(messages);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { content: "done", toolCalls: [] };
    };
    const start = () => floorRun(model, floorTools, [{ role: "user", content: "go" }]);
    await measure(start, waiting);
    return measure(start, waiting);
  },
  ours: async () => {
    const { model, waiting } = gated();
    const agent = new Agent({ model, tools });
    const start = () => agent.run("go");
    await measure(start, waiting);
    return measure(start, waiting);
  },
  peer: async (file) => {
    const waiting: (() => void)[] = [];
    const calls = Array.from({ length: 4 }, (_, b) => ({
      id: `c${b}`,
      name: `add${b}`,
      arguments: `{"a":0,"b":${b}}`,
    }));
    const brain = brainOf({
      answer: async (messages) => {
        // The second call has an answer and results, in as many messages as the framework makes of them.
        if (messages < 3) return { calls };
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { text: "done" };
      },
    });
    const agent = roundsPeer(await loadPeer(file), brain, 1);
    const start = () => agent.run();
    await measure(start, waiting);
    return measure(start, waiting);
  },
};
