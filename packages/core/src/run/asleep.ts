import type { RunOptions } from "@definable/spec";
import type { Blocks, RunExtras, Thought } from "./run-extras.ts";

/** The options of a run that are code, and what must not be stored. */
type KeptOptions = Pick<RunOptions, "instructions" | "tools" | "model" | "dependencies" | "outputSchema">;

/** What is kept of a paused run. */
export interface Kept {
  readonly options: KeptOptions;
  /** What was thought before it paused: it holds words of the instructions. */
  readonly thought: Thought | undefined;
  /** What its layers had added to the instructions. */
  readonly blocks: Blocks | undefined;
}

/** Past this many the oldest are forgotten: their runs go on with what the agent has. */
const MOST = 1_000;

/**
 * Keeps, in this process, what no store can hold of paused runs, so that a run that is continued where it paused has all that
 * it was given. In another process it has what the agent has.
 */
export class Asleep {
  readonly #kept: Map<string, Kept> = new Map();

  /** Keeps what a run that pauses needs; nothing when there is nothing. */
  keep(runId: string, given: RunOptions, extras: RunExtras | undefined): void {
    const { instructions, tools, model, dependencies, outputSchema } = given;
    if ((instructions ?? tools ?? model ?? dependencies ?? outputSchema ?? extras) === undefined) return;
    this.#kept.delete(runId);
    const options = { instructions, tools, model, dependencies, outputSchema };
    this.#kept.set(runId, { options, thought: extras?.thought, blocks: extras?.blocks });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }

  get(runId: string): Kept | undefined {
    return this.#kept.get(runId);
  }

  /** The run has ended. */
  forget(runId: string): void {
    this.#kept.delete(runId);
  }
}
