import type { Message } from "@definable/spec";
import { assertHistory } from "@definable/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plan, RunPlan } from "./plan.ts";
import { play } from "./play.ts";
import type { PlayedSegment } from "./play.ts";
import { holds, PATIENCE } from "./property.ts";
import { anyOpenPlan } from "./random-plan.ts";

const stores = fc.constantFrom("memory" as const, "slow" as const);
/** Paused runs go on where they were, or in a store that knows nothing of them. */
const places = fc.constantFrom("same" as const, "freshStore" as const);

/** Several runs of one session, in a store that keeps what it is given. */
const oneSession: fc.Arbitrary<Plan> = fc.tuple(anyOpenPlan, stores, places).map(([plan, store, by]) => ({
  ...plan,
  store,
  runs: plan.runs.map((run) => ({
    ...run,
    hasSession: true,
    history: undefined,
    approvals: run.approvals.map((approval) => ({ ...approval, by })),
  })),
}));

/** What the model was first asked with in a run. */
function firstAsked(segments: readonly PlayedSegment[]): readonly Message[] | undefined {
  const events = segments.flatMap((segment) => segment.events);
  const first = events.find((event) => event.event === "ModelCallStarted");
  return first?.event === "ModelCallStarted" ? first.messages?.toArray() : undefined;
}

/** An id that an earlier run of the session has used is mended, so ids may differ. */
const withoutIds = (messages: readonly Message[]): string =>
  JSON.stringify(messages, (key, value: unknown) => (key === "id" || key === "toolCallId" ? undefined : value));

const hasRead = ({ events }: PlayedSegment): boolean =>
  events.some(
    (event) => event.event === "PhaseCompleted" && event.phaseName === "compose" && event.error === undefined,
  );

/** True when a continuation brought the run to a new store, where the session holds nothing but this run. */
const hasMoved = (plan: RunPlan | undefined, [first]: readonly PlayedSegment[]): boolean =>
  first?.output?.isPaused === true && plan?.approvals[0]?.by === "freshStore";

test(
  "the next run of a session sees what the last one said and did, however it ended",
  { timeout: PATIENCE },
  async () => {
    await holds({ name: "session memory", cases: 1_000, of: oneSession }, async (plan) => {
      const { runs } = await play(plan);
      let before: readonly Message[] | undefined = [];
      for (const [index, segments] of runs.entries()) {
        const asked = firstAsked(segments);
        const output = segments.at(-1)?.output;
        const input = segments[0]?.output?.input.messages ?? [];
        if (asked !== undefined) assertHistory(asked);
        if (asked !== undefined && before !== undefined) {
          expect(withoutIds(asked)).toEqual(withoutIds([...before, ...input]));
        }
        if (hasMoved(plan.runs[index], segments)) before = [];
        // A run that ended before it read its session leaves no trace there; of one that waits others see a note in place
        // of its results.
        if (!segments.some(hasRead)) continue;
        const own = output?.isPaused === false ? output.messages.slice(output.historyLength) : undefined;
        before = own && before && [...before, ...own];
      }
    });
  },
);
