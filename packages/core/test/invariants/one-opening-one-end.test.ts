import { assertEventStream, InvariantError } from "@definable/testing";
import { expect, test } from "vitest";
import { play, segmentsOf } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

test("a segment has one opening event, first, and one terminal event, last", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 1", cases: 1_000, of: anyPlan }, async (plan) => {
    const played = await play(plan);
    for (const run of played.runs) assertEventStream(run.flatMap(({ events }) => events));
    for (const { events, output } of segmentsOf(played)) assertEventStream(events, { output });
    expect(played.late).toEqual([]);
  });
});
