import type { RunEvent } from "@definable/spec";
import { assertEventStream } from "@definable/testing";
import { expect, test } from "vitest";
import { brokenBy } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyOpenPlan } from "./random-plan.ts";

/** The texts of the model calls that said something, made of their deltas. */
function textsOf(events: readonly RunEvent[]): readonly string[] {
  const texts: string[] = [];
  for (const event of events) {
    if (event.event === "ModelCallStarted") texts.push("");
    if (event.event === "RunContent") texts.push(`${texts.pop() ?? ""}${event.content}`);
  }
  return texts.filter((text) => text !== "");
}

test("deltas are what the model said, piece by piece, and ends are the whole", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 3", cases: 1_000, of: anyOpenPlan }, async (plan) => {
    const played = await play(plan);
    const segments = segmentsOf(played);
    for (const { events, output } of segments) assertEventStream(events, { output });

    const events = segments.flatMap((segment) => segment.events);
    const said = played.model.said.map((pieces) => pieces.join("")).filter((text) => text !== "");
    expect(textsOf(events)).toEqual(said);
    expect(events.flatMap((event) => (event.event === "RunContentCompleted" ? [event.fullContent] : []))).toEqual(said);
  });
});

test("the check of invariant 3 catches deltas that repeat what was said before", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 3", cases: 200, of: anyOpenPlan }, async (plan) => {
    for (const { events } of segmentsOf(await play(plan))) {
      let sofar = "";
      const growing = events.map((event) => {
        if (event.event === "ModelCallStarted") sofar = "";
        if (event.event !== "RunContent") return event;
        sofar += event.content;
        return { ...event, content: sofar };
      });
      assertEventStream(growing);
    }
  });

  expect(brokenBy(error)).toBe(3);
});

test("the check of invariant 3 catches an end that carries the last delta only", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 3, end", cases: 200, of: anyOpenPlan }, async (plan) => {
    for (const { events } of segmentsOf(await play(plan))) {
      let last = "";
      const short = events.map((event) => {
        if (event.event === "RunContent") last = event.content;
        return event.event === "RunContentCompleted" ? { ...event, fullContent: last } : event;
      });
      assertEventStream(short);
    }
  });

  expect(brokenBy(error)).toBe(3);
});
