import { assertEventStream, assertHistory } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { foldSegment } from "../../src/run/fold-segment.ts";
import type { CancelPlan, Plan } from "./plan.ts";
import { play, segmentsOf } from "./play.ts";
import type { Played } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyExactPlan } from "./random-plan.ts";

const HOWS: readonly CancelPlan["how"][] = ["signal", "token", "stream", "leave", "cancelRun", "close"];

/** One run that nothing disturbs. */
const undisturbed: fc.Arbitrary<Plan> = fc
  .tuple(anyExactPlan, fc.constantFrom("memory" as const, "slow" as const))
  .map(([plan, store]) => ({
    ...plan,
    store,
    runs: plan.runs.slice(0, 1).map((run) => ({ ...run, cancel: undefined })),
  }));

const withCancel = (plan: Plan, cancel: CancelPlan): Plan => ({
  ...plan,
  runs: plan.runs.map((run) => ({ ...run, stream: run.stream || cancel.from === "reader", cancel })),
});

function check(played: Played): void {
  for (const run of played.runs) assertEventStream(run.flatMap(({ events }) => events));
  for (const { events, output, earlier } of segmentsOf(played)) {
    assertEventStream(events, { output });
    foldSegment(events, earlier);
    if (output !== undefined) assertHistory(output.messages, "openai-chat", { open: output.isPaused });
  }
  played.model.assertRequests();
  expect(played.late).toEqual([]);
}

test("a run may be cancelled at each of its events, in every way", { timeout: PATIENCE }, async () => {
  await holds({ name: "cancel at every event", cases: 15, of: undisturbed }, async (plan) => {
    const ends = segmentsOf(await play(plan)).map(({ events }) => events.at(-1)?.seq ?? 0);
    for (let at = 1; at <= Math.max(...ends); at += 1) {
      for (const how of HOWS) {
        const heard = await play(withCancel(plan, { at, how, from: "handler" }));
        check(heard);
        const cut = segmentsOf(heard).find(({ events }) => events.some(({ seq }) => seq === at));
        if (!ends.includes(at)) expect(cut?.events.at(-1)?.event).toBe("RunCancelled");
        check(await play(withCancel(plan, { at, how, from: "reader" })));
      }
    }
  });
});
