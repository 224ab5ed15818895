import { loadGuards } from "../parts.ts";
import { runPipeline } from "../pipeline.ts";
import type { SegmentResult } from "./end-segment.ts";
import { RunExtras } from "./run-extras.ts";
import type { Run } from "./run.ts";

/** Tells the opening event of a segment. */
export type Opening = (run: Run) => void;

/**
 * Runs one segment from its opening event to its terminal one. Rejects only when it could not begin; then nothing was
 * emitted.
 */
export function runSegment(run: Run, begin: () => Opening | Promise<Opening>): Promise<SegmentResult> {
  // Known before it is claimed, so that a cancel in between is not lost; whoever runs it already stays known.
  const { running } = run.services;
  if (!running.has(run.runId)) running.set(run.runId, run);
  try {
    const beginning = run.config.guardrails === undefined ? begin() : guarded(run).then(begin);
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

/** From its first event on, which must not tell a text that is not judged yet. */
async function guarded(run: Run): Promise<void> {
  const { Guards } = await loadGuards();
  (run.extras ??= new RunExtras()).guards = new Guards(run);
}

/** It could not begin: the reader hears why, and nothing is left behind. */
function refuse(run: Run, error: unknown): Promise<never> {
  const { running } = run.services;
  if (running.get(run.runId) === run) running.delete(run.runId);
  run.scope.dispose();
  run.watch.dispose();
  run.queue?.end({ error });
  run.inbox?.close();
  return Promise.reject(error);
}

function runBegun(run: Run, open: Opening): Promise<SegmentResult> {
  // Known before the first event is told, so that whoever hears it can cancel the run by its id.
  run.services.running.set(run.runId, run);
  open(run);
  const { around } = run.services;
  const result = around === undefined ? runPipeline(run) : around.run(run);
  run.ended = result;
  return result;
}
