import { floorRun } from "../floor.ts";
import { loadPeer } from "../peers/peer.ts";
import { floorTools, roundsAgent, roundsBrain, roundsFloor, roundsPeer } from "../rounds.ts";
import { assertSame, time } from "../work.ts";
import type { Work } from "../work.ts";

/** What a round costs in a run of 200 rounds against a run of 10: growth shows what is copied again and again. */
export const work: Work = {
  unit: "x growth, 10 to 200 rounds",
  floor: async () => {
    const few = roundsFloor(10);
    const many = roundsFloor(200);
    const start = () => [{ role: "user", content: "go" }];
    assertSame("floor", await floorRun(many, floorTools, start()), "done");
    const short = (await time(() => floorRun(few, floorTools, start()))) / 10;
    return (await time(() => floorRun(many, floorTools, start()))) / 200 / short;
  },
  ours: async () => {
    const few = roundsAgent(10);
    const many = roundsAgent(200);
    const output = await many.run("go");
    assertSame("ours", [output.content, output.tools.length], ["done", 800]);
    const short = (await time(() => few.run("go"))) / 10;
    return (await time(() => many.run("go"))) / 200 / short;
  },
  peer: async (file) => {
    const peer = await loadPeer(file);
    const few = roundsPeer(peer, roundsBrain(10), 10);
    const many = roundsPeer(peer, roundsBrain(200), 200);
    assertSame("peer", await many.run(), "done");
    const short = (await time(() => few.run())) / 10;
    return (await time(() => many.run())) / 200 / short;
  },
};
