import type { RunEvent } from "@definable/spec";
import { OPENING_EVENTS, TERMINAL_EVENTS } from "@definable/spec";
import { assertEventStream } from "@definable/testing";
import { expect, test } from "vitest";
import { brokenBy } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

const isOneOf = (names: readonly string[]) => (event: RunEvent | undefined) => names.includes(event?.event ?? "");
const opens = isOneOf(OPENING_EVENTS);
const ends = isOneOf(TERMINAL_EVENTS);

test("a segment has one opening event, first, and one terminal event, last", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 1", cases: 1_000, of: anyPlan }, async (plan) => {
    const played = await play(plan);
    for (const run of played.runs) assertEventStream(run.flatMap(({ events }) => events));
    for (const { events, output } of segmentsOf(played)) {
      assertEventStream(events, { output });
      expect([opens(events[0]), ends(events.at(-1))]).toEqual([true, true]);
      expect([events.filter(opens).length, events.filter(ends).length]).toEqual([1, 1]);
    }
    expect(played.late).toEqual([]);
  });
});

test("the check of invariant 1 catches a run that never says its end", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 1", cases: 100, of: anyPlan }, async (plan) => {
    for (const { events } of segmentsOf(await play(plan))) assertEventStream(events.filter((event) => !ends(event)));
  });

  expect(brokenBy(error)).toBe(1);
});

test("the check of invariant 1 catches a run that speaks after its end", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 1, late", cases: 100, of: anyPlan }, async (plan) => {
    for (const { events } of segmentsOf(await play(plan))) {
      const last = events.at(-1);
      if (last !== undefined) assertEventStream([...events, { ...last, event: "RunContent", content: "P.S." }]);
    }
  });

  expect(brokenBy(error)).toBe(1);
});
