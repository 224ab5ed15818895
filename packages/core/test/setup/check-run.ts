import type { RunOutputData } from "@definable/spec";
import { assertEventStream, assertHistory } from "@definable/testing";
import { expect } from "vitest";
import { foldSegment } from "../../src/run/fold-segment.ts";
import type { RunOutput } from "../../src/index.ts";

/** The state of the session is told by the end of a completed run only. */
const UNTOLD = { sessionState: undefined };

/**
 * Asserts that a segment that has just ended keeps the promises of every run: its events, its history, and that the fold
 * of the JSON of its events is its output. `earlier`: the JSON of what it went on from; without it a continuation is not
 * folded.
 */
export function checkRun(output: RunOutput, earlier: RunOutputData | undefined): void {
  const [first] = output.events;
  // With keepEvents: false there is nothing to look at.
  if (first === undefined) return;
  assertEventStream(output.events, { output });
  for (const vendor of ["openai-chat", "openai-responses", "anthropic"] as const) {
    assertHistory(output.messages, vendor, { open: output.isPaused });
  }
  if (first.event !== "RunStarted" && earlier === undefined) return;
  const folded = JSON.stringify(foldSegment(JSON.parse(JSON.stringify(output.events)), earlier));
  const untold = output.status === "COMPLETED" ? {} : UNTOLD;
  expect({ v: 1, ...JSON.parse(folded), ...untold }).toEqual({ ...JSON.parse(JSON.stringify(output)), ...untold });
}
