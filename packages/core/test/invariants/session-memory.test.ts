import type { Message } from "@definable/spec";
import { assertHistory } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plan } from "./plan.ts";
import { play } from "./play.ts";
import type { PlayedSegment } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";

/** Several runs of one session, in a store that keeps what it is given. */
const oneSession: fc.Arbitrary<Plan> = fc
  .tuple(anyPlan, fc.constantFrom("memory" as const, "slow" as const))
  .map(([plan, store]) => ({
    ...plan,
    store,
    runs: plan.runs.map((run) => ({
      ...run,
      hasSession: true,
      history: undefined,
      approvals: run.approvals.map((approval) => ({ ...approval, by: "same" as const })),
    })),
  }));

/** What the model was first asked with in a run. */
function firstAsked(segments: readonly PlayedSegment[]): readonly Message[] | undefined {
  const events = segments.flatMap((segment) => segment.events);
  const first = events.find((event) => event.event === "ModelCallStarted");
  return first?.event === "ModelCallStarted" ? first.messages?.toArray() : undefined;
}

const hasRead = ({ events }: PlayedSegment): boolean =>
  events.some((event) => event.event === "PhaseCompleted" && event.phaseName === "compose" && event.error === undefined);

test("the next run of a session sees what the last one said and did, however it ended", { timeout: PATIENCE }, async () => {
  await holds({ name: "session memory", cases: 1_000, of: oneSession }, async (plan) => {
    const { runs } = await play(plan);
    let before: readonly Message[] = [];
    let isExact = true;
    for (const segments of runs) {
      const asked = firstAsked(segments);
      const output = segments.at(-1)?.output;
      if (asked !== undefined) {
        assertHistory(asked);
        const input = segments.find((segment) => segment.output !== undefined)?.output?.input.messages ?? [];
        if (isExact) expect(asked).toEqual([...before, ...input]);
      }
      // A run that ended before it read its session leaves no trace there; of one that waits others see a note in place
      // of its results.
      if (!segments.some(hasRead)) continue;
      if (output === undefined || output.isPaused) isExact = false;
      else before = [...before, ...output.messages.slice(output.historyLength)];
    }
  });
});
