import { runPipeline } from "../pipeline.ts";
import { Cancelled } from "./cancel-scope.ts";
import { endSegment } from "./end-segment.ts";
import type { Ending } from "./ending.ts";
import type { Run } from "./run.ts";
import type { RunOutput } from "./run-output.ts";

/** How a segment ended: its output, and what was thrown when it failed. */
export interface SegmentResult {
  readonly output: RunOutput;
  readonly ending: Ending;
}

/** Tells the opening event of a segment. */
export type Opening = (run: Run) => void;

/**
 * Runs one segment from its opening event to its terminal one. Rejects only when it could not begin; then nothing was
 * emitted. Promises are chained by hand here: a run that waits holds its whole chain in memory.
 */
export function runSegment(run: Run, begin: () => Opening | Promise<Opening>): Promise<SegmentResult> {
  // Known before it is claimed, so that a cancel in between is not lost; whoever runs it already stays known.
  const { running } = run.services;
  if (!running.has(run.runId)) running.set(run.runId, run);
  try {
    const beginning = begin();
    if (beginning instanceof Promise)
      return beginning.then(
        (open) => runBegun(run, open),
        (error: unknown) => refuse(run, error),
      );
    return runBegun(run, beginning);
  } catch (error) {
    return refuse(run, error);
  }
}

/** It could not begin: the reader hears why, and nothing is left behind. */
function refuse(run: Run, error: unknown): Promise<never> {
  const { running } = run.services;
  if (running.get(run.runId) === run) running.delete(run.runId);
  run.scope.dispose();
  run.queue?.end({ error });
  return Promise.reject(error);
}

function runBegun(run: Run, open: Opening): Promise<SegmentResult> {
  // Known before the first event is told, so that whoever hears it can cancel the run by its id.
  run.services.running.set(run.runId, run);
  open(run);
  const result = runPipeline(run).then(
    () => endSegment(run, run.ending ?? { status: "COMPLETED", stopReason: "done" }),
    (error: unknown) => endSegment(run, endingOf(error)),
  );
  run.ended = result;
  return result;
}

function endingOf(error: unknown): Ending {
  return error instanceof Cancelled ? { status: "CANCELLED", reason: error.message } : { status: "ERROR", error };
}
