import { floorRun } from "../floor.ts";
import { loadPeer } from "../peers/peer.ts";
import { floorTools, roundsAgent, roundsBrain, roundsFloor, roundsPeer } from "../rounds.ts";
import { assertSame, time } from "../work.ts";
import type { Work } from "../work.ts";

const ROUNDS = 200;

/** What one round costs in a run of 200. */
export const work: Work = {
  unit: "us a round",
  floor: async () => {
    const model = roundsFloor(ROUNDS);
    const run = () => floorRun(model, floorTools, [{ role: "user", content: "go" }]);
    assertSame("floor", await run(), "done");
    return (await time(run)) / ROUNDS;
  },
  ours: async () => {
    const agent = roundsAgent(ROUNDS);
    const output = await agent.run("go");
    assertSame("ours", [output.content, output.tools.length], ["done", 4 * ROUNDS]);
    return (await time(() => agent.run("go"))) / ROUNDS;
  },
  peer: async (file) => {
    const agent = roundsPeer(await loadPeer(file), roundsBrain(ROUNDS), ROUNDS);
    assertSame("peer", await agent.run(), "done");
    return (await time(() => agent.run())) / ROUNDS;
  },
};
