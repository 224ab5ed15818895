import { PHASES } from "./phases/index.ts";
import { Cancelled } from "./run/cancel-scope.ts";
import { describeFailure } from "./run/failure.ts";
import type { Run } from "./run/run.ts";

/** Runs the phases in their order. Throws what a phase throws, after its end has been told. */
export async function runPipeline(run: Run): Promise<void> {
  for (const phase of PHASES) {
    run.scope.throwIfCancelled();
    if (!phase.wanted(run)) continue;
    const step = { stepId: `phase-${phase.name}`, phaseName: phase.name };
    const { createdAt } = run.emit("PhaseStarted", step);
    try {
      const work = phase.run(run);
      if (work !== undefined) await work;
    } catch (error) {
      run.emit("PhaseCompleted", { ...step, durationMs: run.config.now() - createdAt, error: nameFailure(error) });
      throw error;
    }
    const at = run.config.now();
    run.emit("PhaseCompleted", { ...step, durationMs: at - createdAt }, at);
  }
}

function nameFailure(error: unknown): string {
  return error instanceof Cancelled ? "The run was cancelled." : describeFailure(error).message;
}
