import type { RunOptions } from "@definable/spec";

/** The options of a run that are code, and what must not be stored. */
export type KeptOptions = Pick<RunOptions, "instructions" | "tools" | "model" | "dependencies">;

/** Past this many the oldest are forgotten: their runs go on with what the agent has. */
const MOST = 1_000;

/**
 * Keeps, in this process, what no store can hold of the options of paused runs, so that a run that is continued where it
 * paused has all that it was given. In another process it has what the agent has.
 */
export class Asleep {
  readonly #kept: Map<string, KeptOptions> = new Map();

  /** Keeps the options of a run that pauses; nothing when there are none. */
  keep(runId: string, { instructions, tools, model, dependencies }: RunOptions): void {
    if ((instructions ?? tools ?? model ?? dependencies) === undefined) return;
    this.#kept.delete(runId);
    this.#kept.set(runId, { instructions, tools, model, dependencies });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }

  get(runId: string): KeptOptions | undefined {
    return this.#kept.get(runId);
  }

  /** The run has ended. */
  forget(runId: string): void {
    this.#kept.delete(runId);
  }
}
