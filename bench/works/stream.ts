import { Agent } from "@definable/core";
import type { Model } from "@definable/spec";
import { floorStream } from "../floor.ts";
import { brainOf, loadPeer } from "../peers/peer.ts";
import { assertSame, time } from "../work.ts";
import type { Work } from "../work.ts";

const DELTAS = 2_000;
const deltas = Array.from({ length: DELTAS }, (_, index) => `word${index} `);
const whole = deltas.join("");

async function* floorModel(): AsyncGenerator<string> {
  for (const delta of deltas) yield delta;
}

async function readFloor(): Promise<string> {
  const parts: string[] = [];
  for await (const part of floorStream(floorModel, [{ role: "user", content: "go" }])) parts.push(part.text);
  return parts.join("");
}

const model: Model = {
  id: "bench",
  provider: "bench",
  async respond(_request, listener) {
    for (const delta of deltas) {
      const wait = listener.text(delta);
      if (wait !== undefined) await wait;
    }
    return { content: whole, toolCalls: [], finishReason: "stop" };
  },
};

/** A stream of 2,000 text deltas, read one by one. */
export const work: Work = {
  unit: "ns a delta",
  floor: async () => {
    assertSame("floor", await readFloor(), whole);
    return ((await time(readFloor)) * 1_000) / DELTAS;
  },
  ours: async () => {
    const agent = new Agent({ model });
    const read = async (): Promise<string> => {
      const parts: string[] = [];
      for await (const event of agent.runStream("go")) if (event.event === "RunContent") parts.push(event.content);
      return parts.join("");
    };
    assertSame("ours", await read(), whole);
    return ((await time(read)) * 1_000) / DELTAS;
  },
  peer: async (file) => {
    const peer = await loadPeer(file);
    const agent = peer.agent(brainOf({ deltas }), { toolNames: [], maxRounds: 1, history: [] });
    const read = async (): Promise<string> => {
      const parts: string[] = [];
      await agent.read((delta) => parts.push(delta));
      return parts.join("");
    };
    assertSame("peer", await read(), whole);
    return ((await time(read)) * 1_000) / DELTAS;
  },
};
