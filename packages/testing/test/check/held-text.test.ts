import type { RunEvent } from "@definable/spec";
import { expect, it } from "vitest";
import { assertEventStream } from "@definable/testing";
import { ENVELOPE, renumber } from "./event-list.ts";
import { failedRun, completedRun } from "./good-runs.ts";

const VERDICT: RunEvent = {
  ...ENVELOPE,
  event: "GuardrailChecked",
  guardrailName: "g",
  guardrailType: "output",
  action: "allow",
  durationMs: 1,
  seq: 0,
  createdAt: 0,
};

/** The run, whose last text comes only before its last two events, after these others. */
function heldBack(events: readonly RunEvent[], before: readonly RunEvent[]): RunEvent[] {
  const lastCall = events.findLastIndex((event) => event.event === "ModelCallStarted");
  const isText = (event: RunEvent, index: number): boolean =>
    index > lastCall && (event.event === "RunContent" || event.event === "RunContentCompleted");
  const rest = events.filter((event, index) => !isText(event, index));
  return renumber([...rest.slice(0, -2), ...before, ...events.filter(isText), ...rest.slice(-2)]);
}

it("text that waits for a verdict may come after the model call", () => {
  const { events, output } = completedRun();
  const held = heldBack(events, [VERDICT]);
  expect(() => assertEventStream(held, { output: { ...output, lastSeq: held.length } })).not.toThrow();
});

it("without a verdict it may not", () => {
  const unjudged = heldBack(failedRun().events, []);
  expect(() => assertEventStream(unjudged)).toThrow(/no delta after ModelCallCompleted/);
});
