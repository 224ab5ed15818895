import { floorRun } from "../floor.ts";
import { brainOf, loadPeer } from "../peers/peer.ts";
import { floorTools, roundsAgent, roundsBrain, roundsFloor, roundsPeer } from "../rounds.ts";
import { assertSame, time } from "../work.ts";
import type { Work } from "../work.ts";

/** A run of 10 rounds of 4 parallel tools. */
export const work: Work = {
  unit: "us a run",
  floor: async () => {
    const model = roundsFloor(10);
    const messages = [{ role: "user", content: "go" }];
    assertSame("floor", await floorRun(model, floorTools, messages), "done");
    assertSame("floor messages", messages.length, 52);
    return time(() => floorRun(model, floorTools, [{ role: "user", content: "go" }]));
  },
  ours: async () => {
    const agent = roundsAgent(10);
    const output = await agent.run("go");
    assertSame("ours", [output.content, output.messages.length, output.tools.length], ["done", 52, 40]);
    assertSame("results", output.tools.at(-1)?.result, "12");
    return time(() => agent.run("go"));
  },
  peer: async (file) => {
    const brain = roundsBrain(10);
    let added = 0;
    const add = async ({ a, b }: { readonly a: number; readonly b: number }): Promise<number> => {
      added += 1;
      return a + b;
    };
    const agent = roundsPeer(await loadPeer(file), brainOf({ ...brain, add }), 10);
    assertSame("peer", [await agent.run(), added], ["done", 40]);
    return time(() => agent.run());
  },
};
