import type { RunEvent, RunOutputData } from "@definable/spec";
import { checkCalls } from "./call-records.ts";
import { checkDeltaEnds } from "./delta-ends.ts";
import { checkEventCount } from "./event-count.ts";
import { checkEventJson } from "./event-json.ts";
import { checkModelTurns } from "./model-turns.ts";
import { checkOutput } from "./output-agrees.ts";
import { readRuns } from "./run-record.ts";
import { checkStepPairs } from "./step-pairs.ts";
import { checkTerminalParts } from "./terminal-parts.ts";

/** What the checker knows besides the events. */
export interface AssertEventStreamOptions {
  /** What the run returned: then the events must add up to it. */
  readonly output?: RunOutputData | undefined;
  /** The `seq` of the first event. Default: 1 for a list that begins with `RunStarted`, else whatever comes first. */
  readonly firstSeq?: number | undefined;
}

/**
 * Asserts that the events of a run, however it ended, keep the promises of every run: one opening and one terminal
 * event; each start with its end; deltas that add up; one result for each tool call; plain JSON that counts up by one
 * and adds up to what the run returned. You want it after every run of a test.
 *
 * Give the events of one segment, of several in a row (a paused run and its continuations), or of a run with forwarded
 * events of its children. Throws `InvariantError`, which says which promise was broken, at which `seq`, what was
 * expected and what was found.
 */
export function assertEventStream(events: readonly RunEvent[], options: AssertEventStreamOptions = {}): void {
  const runs = readRuns(events);
  checkEventCount(events, options.firstSeq);
  for (const event of events) checkEventJson(event);
  for (const run of runs) {
    for (const [index, segment] of run.segments.entries()) {
      checkStepPairs(segment, run.segments[index - 1]);
      checkDeltaEnds(segment);
    }
    const read = { ...run, turns: checkModelTurns(run), calls: checkCalls(run) };
    checkTerminalParts(read);
    if (run.isRoot && options.output !== undefined) checkOutput(read, options.output);
  }
}
