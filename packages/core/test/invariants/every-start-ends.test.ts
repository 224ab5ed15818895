import type { RunEvent } from "@definable/spec";
import { EVENT_PAIRS } from "@definable/spec";
import { assertEventStream } from "@definable/testing";
import { expect, test } from "vitest";
import { brokenBy, counted, placesOf, without } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

/** The steps that events with these names belong to, sorted. */
function stepsOf(events: readonly RunEvent[], names: readonly string[]): readonly string[] {
  return events.flatMap((event) => (names.includes(event.event) && "stepId" in event ? [event.stepId] : [])).toSorted();
}

test("every start is closed by exactly one end with its stepId, on every exit", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 2", cases: 1_000, of: anyPlan }, async (plan) => {
    for (const { events, output } of segmentsOf(await play(plan))) {
      assertEventStream(events, { output });
      for (const [start, { end, failure }] of Object.entries(EVENT_PAIRS)) {
        const started = stepsOf(events, [start]);
        expect(stepsOf(events, [end, failure])).toEqual(started);
        expect(new Set(started).size).toBe(started.length);
      }
    }
  });
});

test.for(["PhaseCompleted", "ModelCallCompleted", "ToolCallError", "ReasoningCompleted"] as const)(
  "the check of invariant 2 catches a lost %s",
  { timeout: PATIENCE },
  async (name) => {
    const error = await caught({ name: `mutant 2, ${name}`, cases: 300, of: anyPlan }, async (plan) => {
      for (const { events } of segmentsOf(await play(plan))) {
        const [place] = placesOf(events, name);
        if (place !== undefined) assertEventStream(counted(without(events, place)));
      }
    });

    expect(brokenBy(error)).toBe(2);
  },
);
