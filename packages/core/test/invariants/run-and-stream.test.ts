import type { RunEvent } from "@definable/spec";
import { expect, test } from "vitest";
import type { Plan } from "./plan.ts";
import { play, segmentsOf } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyExactPlan } from "./random-plan.ts";

const TIMES = new Set(["at", "createdAt", "durationMs", "duration", "timeToFirstToken"]);

/** The JSON of events without the times. */
function timeless(events: readonly RunEvent[]): unknown {
  return JSON.parse(JSON.stringify(events, (key, value: unknown) => (TIMES.has(key) ? undefined : value)));
}

/** The plan with everything streamed, or nothing. Only who hears inside the run may cancel: a reader is never exact. */
function played(plan: Plan, stream: boolean): Plan {
  const runs = plan.runs.map((run) => ({
    ...run,
    stream,
    cancel: run.cancel === undefined ? undefined : { ...run.cancel, from: "handler" as const, how: "token" as const },
    approvals: run.approvals.map((approval) => ({ ...approval, stream })),
  }));
  return { ...plan, runs };
}

/** Without tools that talk when it is not their turn: how fast a reader reads decides where their words stand. */
const plans = anyExactPlan.filter(
  ({ turns }) => !turns.some(({ calls }) => calls.some(({ name }) => name === "lingers")),
);

test("run and runStream tell the same events", { timeout: PATIENCE }, async () => {
  await holds({ name: "run and runStream", cases: 1_000, of: plans }, async (plan) => {
    const run = segmentsOf(await play(played(plan, false)));
    const stream = segmentsOf(await play(played(plan, true)));

    expect(stream.map(({ events }) => timeless(events))).toEqual(run.map(({ events }) => timeless(events)));
    for (const { read, events } of stream) if (read !== undefined) expect(read).toEqual(events);
  });
});
