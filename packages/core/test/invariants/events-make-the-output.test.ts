import type { RunEvent, RunOutputData } from "@definable/spec";
import { assertEventStream } from "@definable/testing";
import { expect, test } from "vitest";
import { foldSegment } from "../../src/run/fold-segment.ts";
import { brokenBy, counted, placesOf, without } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import type { PlayedSegment } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

/** The JSON of a value, as a reader elsewhere has it. */
const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** The state of the session is told by the end of a completed run only. */
const UNTOLD = { sessionState: undefined };

function checkSegment({ events, heard, read, output, json, earlier }: PlayedSegment): void {
  assertEventStream(events, { output });
  expect(events.map((event) => JSON.stringify(event))).toEqual(heard);
  const folded = foldSegment(throughJson(events), earlier);
  if (output === undefined) return;
  const untold = output.status === "COMPLETED" ? {} : UNTOLD;
  expect({ v: 1, ...throughJson(folded), ...untold }).toEqual({ ...json, ...untold });
  expect(output.events).toEqual(events);
  if (read !== undefined) expect(read).toEqual(events.slice(0, read.length));
}

test(
  "the events of a run are JSON, count by one, do not change, and make its output",
  { timeout: PATIENCE },
  async () => {
    await holds({ name: "invariant 5", cases: 1_000, of: anyPlan }, async (plan) => {
      for (const segment of segmentsOf(await play(plan))) checkSegment(segment);
    });
  },
);

/** What the fold of events says against them; undefined when it takes them. */
function complaint(events: readonly RunEvent[], earlier: RunOutputData | undefined): string | undefined {
  try {
    foldSegment(events, earlier);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "something";
  }
}

test("without one of its deltas or results the fold of a run fails", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 5, lost events", cases: 1_000, of: anyPlan }, async (plan) => {
    for (const { events, earlier } of segmentsOf(await play(plan))) {
      for (const place of placesOf(events, "RunContent", "ToolCallCompleted", "ToolCallError")) {
        const rest = throughJson(without(events, place));
        expect(complaint(rest, earlier)).toContain("missing");
        expect(complaint(counted(rest), earlier)).toBeDefined();
      }
    }
  });
});

const MUTANTS: Readonly<Record<string, (events: readonly RunEvent[]) => readonly RunEvent[]>> = {
  "a seq that is used twice": (events) =>
    events.map((event, at) => (at > 3 ? { ...event, seq: event.seq - 1 } : event)),
  "an event that holds no JSON": (events) => [
    ...events.slice(0, 1),
    ...events.slice(1, 2).map((event) => ({ ...event, createdAt: Number.NaN })),
    ...events.slice(2),
  ],
  "an end that tells of other results": (events) =>
    events.map((event) =>
      "tools" in event ? { ...event, tools: event.tools.map((tool) => ({ ...tool, result: "forged" })) } : event,
    ),
};

test.for(Object.entries(MUTANTS))(
  "the check of invariant 5 catches %s",
  { timeout: PATIENCE },
  async ([name, mutate]) => {
    const error = await caught({ name: `mutant 5, ${name}`, cases: 200, of: anyPlan }, async (plan) => {
      for (const { events } of segmentsOf(await play(plan))) assertEventStream(mutate(events));
    });

    expect(brokenBy(error)).toBe(5);
  },
);
