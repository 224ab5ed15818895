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

/**
 * Runs one segment from its opening event to its terminal one. Rejects only when it could not begin; then nothing was
 * emitted.
 */
export async function runSegment(run: Run, begin: () => void | Promise<void>): Promise<SegmentResult> {
  const { running } = run.services;
  const { runId, options } = run.request;
  try {
    const beginning = begin();
    if (beginning !== undefined) await beginning;
  } catch (error) {
    run.scope.dispose();
    run.queue?.end({ error });
    throw error;
  }
  const segment = { userId: options.userId, cancel: (reason: string) => run.scope.cancel(reason) };
  running.set(runId, segment);
  let ending: Ending;
  try {
    await runPipeline(run);
    ending = run.ending ?? { status: "COMPLETED", stopReason: "done" };
  } catch (error) {
    ending = error instanceof Cancelled ? { status: "CANCELLED", reason: error.message } : { status: "ERROR", error };
  }
  const result = await endSegment(run, ending);
  // A continuation of a paused run may have begun already and stands there now.
  if (running.get(runId) === segment) running.delete(runId);
  return result;
}
