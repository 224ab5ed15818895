import { PHASE_NAMES } from "@definable/spec";
import { PHASES } from "./phases/index.ts";
import type { Phase } from "./phases/phase.ts";
import { Cancelled } from "./run/cancel-scope.ts";
import { endSegment } from "./run/end-segment.ts";
import type { SegmentResult } from "./run/end-segment.ts";
import type { Ending } from "./run/ending.ts";
import { describeFailure } from "./run/failure.ts";
import type { Run } from "./run/run.ts";
import type { ToldOf } from "./run/told.ts";

/** Made once: every run tells them. */
const STARTED = Object.fromEntries(
  PHASE_NAMES.map((phaseName) => [phaseName, { event: "PhaseStarted", stepId: `phase-${phaseName}`, phaseName }]),
) as Readonly<Record<string, ToldOf<"PhaseStarted"> | undefined>>;

/** What a segment goes through, and what happens then. */
export interface Plan<Result> {
  readonly phases: readonly Phase[];
  /** Called once, with how the phases ended. */
  end(run: Run, ending: Ending): Promise<Result>;
}

const WHOLE: Plan<SegmentResult> = { phases: PHASES, end: endSegment };
const DONE: Ending = { status: "COMPLETED", stopReason: "done" };
/** By a cancel or a limit, which says more when the segment ends. */
const CUT_SHORT: Ending = { status: "CANCELLED", reason: "cancelled" };

/** Runs all phases in their order and ends the segment. */
export function runPipeline(run: Run): Promise<SegmentResult> {
  return runPhases(run, WHOLE, 0);
}

/**
 * Runs the phases of a plan in their order, from this one on, and ends it. Promises are chained by hand here: a run that waits
 * holds its whole chain in memory.
 */
export function runPhases<Result>(run: Run, plan: Plan<Result>, from: number): Promise<Result> {
  const { phases } = plan;
  for (let index = from; index < phases.length && !isOver(run); index += 1) {
    const phase = phases[index];
    if (phase?.wanted(run) !== true) continue;
    const { name: phaseName } = phase;
    const started = STARTED[phaseName] ?? { event: "PhaseStarted", stepId: `phase-${phaseName}`, phaseName };
    const at = run.emit(started);
    try {
      const work = phase.run(run);
      if (work !== undefined) {
        return work.then(
          () => {
            completed(run, started, at);
            return runPhases(run, plan, index + 1);
          },
          (error: unknown) => plan.end(run, failed(run, started, { at, error })),
        );
      }
    } catch (error) {
      return plan.end(run, failed(run, started, { at, error }));
    }
    completed(run, started, at);
  }
  return plan.end(run, run.ending ?? (run.scope.isCancelled ? CUT_SHORT : DONE));
}

const isOver = ({ scope, ending }: Run): boolean => scope.isCancelled || ending?.status === "BLOCKED";

function completed(run: Run, { stepId, phaseName }: ToldOf<"PhaseStarted">, startedAt: number): void {
  const at = run.config.now();
  run.emit({ event: "PhaseCompleted", stepId, phaseName, durationMs: at - startedAt }, at);
}

/** What a phase throws ends the run, after the end of the phase has been told. */
function failed(
  run: Run,
  { stepId, phaseName }: ToldOf<"PhaseStarted">,
  failure: { readonly at: number; readonly error: unknown },
): Ending {
  const isCancel = failure.error instanceof Cancelled;
  const at = run.config.now();
  const error = isCancel ? run.scope.words : describeFailure(failure.error).message;
  run.emit({ event: "PhaseCompleted", stepId, phaseName, durationMs: at - failure.at, error }, at);
  return isCancel ? { status: "CANCELLED", reason: failure.error.message } : { status: "ERROR", error: failure.error };
}
