import { expect, test } from "vitest";
import { untouchable } from "../replay/record.ts";
import { play } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

test("a run is replayed to the byte, without a model, a tool or a store", { timeout: PATIENCE }, async () => {
  await holds({ name: "replays", cases: 500, of: anyPlan }, async (plan) => {
    const { runs } = await play(plan);
    const agent = untouchable({ maxToolRounds: plan.maxToolRounds });
    for (const segments of runs) {
      const heard = segments.flatMap(({ heard }) => heard);

      const replay = await agent.replay(segments.flatMap(({ events }) => events));

      // Where a store fails is not in the events, nor what a cancel cut short while a guardrail judged: then a replay says where
      // it departs, and ends.
      const isCut = segments.at(-1)?.output?.isCancelled !== false && (plan.guards ?? "none") !== "none";
      if ((typeof plan.store === "object" || isCut) && replay.difference !== undefined) continue;
      expect(replay.difference).toBeUndefined();
      expect(replay.events.map((event) => JSON.stringify(event))).toEqual(heard);
    }
  });
});
