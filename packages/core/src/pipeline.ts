import { PHASE_NAMES } from "@definable/spec";
import type { PhaseName } from "@definable/spec";
import { PHASES } from "./phases/index.ts";
import { Cancelled } from "./run/cancel-scope.ts";
import { describeFailure } from "./run/failure.ts";
import type { PhaseStep, Run } from "./run/run.ts";

/** Made once: every run has them. */
const STEPS = Object.fromEntries(
  PHASE_NAMES.map((phaseName) => [phaseName, { stepId: `phase-${phaseName}`, phaseName }]),
) as Readonly<Record<PhaseName, PhaseStep>>;

/** Runs the phases in their order. Throws what a phase throws, after its end has been told. */
export async function runPipeline(run: Run): Promise<void> {
  for (let index = 0; index < PHASES.length; index += 1) {
    const phase = PHASES[index];
    run.scope.throwIfCancelled();
    if (phase?.wanted(run) !== true) continue;
    const step = STEPS[phase.name];
    const createdAt = run.emitPhaseStarted(step);
    try {
      const work = phase.run(run);
      if (work !== undefined) await work;
    } catch (error) {
      run.emit("PhaseCompleted", { ...step, durationMs: run.config.now() - createdAt, error: nameFailure(error) });
      throw error;
    }
    run.emitPhaseCompleted(step, createdAt);
  }
}

function nameFailure(error: unknown): string {
  return error instanceof Cancelled ? "The run was cancelled." : describeFailure(error).message;
}
