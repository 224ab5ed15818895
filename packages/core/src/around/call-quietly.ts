import { Cancelled } from "../run/cancel-scope.ts";
import type { Run } from "../run/run.ts";

/** Calls what may fail without harm: its error is logged by name, because its text may hold secrets. Gives back a cancel. */
export async function callQuietly(run: Run, what: string, call: () => unknown): Promise<Cancelled | undefined> {
  try {
    await run.scope.race(Promise.resolve(call()));
    return undefined;
  } catch (error) {
    if (error instanceof Cancelled) return error;
    logFailure(run, what, error);
    return undefined;
  }
}

/** A logger that fails must not break the run: then nobody hears. */
export function logFailure({ config, runId }: Run, what: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  try {
    config.logger.error(`${what} failed with ${name} (run ${runId}); the run goes on.`);
  } catch {
    // There is nobody left to tell.
  }
}
