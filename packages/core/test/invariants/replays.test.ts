import { expect, test } from "vitest";
import { untouchable } from "../replay/record.ts";
import { play } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

/** Runs that guardrails judge cannot be replayed yet. */
const plans = anyPlan.filter(({ guards }) => (guards ?? "none") === "none");

test("a run is replayed to the byte, without a model, a tool or a store", { timeout: PATIENCE }, async () => {
  await holds({ name: "replays", cases: 500, of: plans }, async (plan) => {
    const { runs } = await play(plan);
    const agent = untouchable({ maxToolRounds: plan.maxToolRounds });
    for (const segments of runs) {
      const heard = segments.flatMap(({ heard }) => heard);

      const replay = await agent.replay(segments.flatMap(({ events }) => events));

      // Where a store fails is not in the events: then a replay says where it departs, and ends.
      if (typeof plan.store === "object" && replay.difference !== undefined) continue;
      expect(replay.difference).toBeUndefined();
      expect(replay.events.map((event) => JSON.stringify(event))).toEqual(heard);
    }
  });
});
