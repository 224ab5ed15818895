import { Agent, AgentCancelled, tool } from "@definable/core";
import { z } from "zod";
import { brainOf, loadPeer } from "../peers/peer.ts";
import { roundsModel } from "../rounds.ts";
import { assertSame, median } from "../work.ts";
import type { Work } from "../work.ts";

const DEAF_MS = 300;
const TIMES = 5;

/** A tool that does not listen, and when it was called. */
interface Deaf {
  readonly called: Promise<void>;
  readonly work: () => Promise<number>;
}

function deaf(): Deaf {
  const { promise: called, resolve } = Promise.withResolvers<void>();
  const work = async (): Promise<number> => {
    resolve();
    await new Promise((done) => setTimeout(done, DEAF_MS));
    return 1;
  };
  return { called, work };
}

/** Milliseconds from the abort to the end of the run, whatever it ends with: the middle of several. */
async function measure(start: (tool: Deaf, signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const figures: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const one = deaf();
    const controller = new AbortController();
    const ended = start(one, controller.signal).catch((error: unknown) => error);
    await one.called;
    const before = performance.now();
    controller.abort();
    await ended;
    figures.push(performance.now() - before);
  }
  return median(figures);
}

/** How long whoever aborts a run has to wait for its end, while a tool of it does not listen. */
export const work: Work = {
  unit: "ms",
  floor: async () =>
    measure(
      ({ work: add }, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
          add().then(resolve, reject);
        }),
    ),
  ours: async () =>
    measure(async ({ work: add }, signal) => {
      const inputSchema = z.object({ a: z.number(), b: z.number() });
      const add0 = tool({ name: "add0", description: "Adds.", inputSchema, execute: add });
      const add1 = tool({ name: "add1", description: "Adds.", inputSchema, execute: ({ a, b }) => a + b });
      const rest = ["add2", "add3"].map((name) => add1.with({ name }));
      const agent = new Agent({ model: roundsModel(2), tools: [add0, add1, ...rest] });
      try {
        await agent.run("go", { signal });
      } catch (error) {
        // What was done until then is there, and every call has its answer.
        const tools = error instanceof AgentCancelled ? error.output?.tools : undefined;
        assertSame(
          "tools",
          tools?.map(({ status }) => status),
          ["cancelled", "completed", "completed", "completed"],
        );
      }
    }),
  peer: async (file) => {
    const peer = await loadPeer(file);
    return measure(({ work: add }, signal) => {
      const calls = [{ id: "c", name: "add0", arguments: '{"a":1,"b":2}' }];
      let asked = 0;
      const brain = brainOf({ add, answer: () => ((asked += 1) === 1 ? { calls } : { text: "done" }) });
      return peer.agent(brain, { toolNames: ["add0"], maxRounds: 2, history: [] }).run(signal);
    });
  },
};
