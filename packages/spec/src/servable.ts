import type { RunEvent } from "./event.ts";
import type { ContinueOptions, RunInputLike, RunOptions } from "./run-options.ts";
import type { RunOutputData, RunOutputLike } from "./run-output.ts";
import type { Trigger } from "./trigger.ts";

/** A running run: its events in order, once. Leaving the iteration early cancels the run. */
export interface RunStreamLike extends AsyncIterable<RunEvent> {
  readonly runId: string;
  readonly sessionId: string;
  /**
   * Resolves when the run has ended, however it ended. Asking for it lets an unread run go on. Rejects only when the run
   * could not begin (a conflict, an unknown run, a taken id); the iteration then throws the same error, without an event.
   */
  readonly output: Promise<RunOutputLike>;
  cancel(reason?: string): void;
}

/** What `serve` needs of an agent: a shape, so that a team, a proxy or a test double can be served as well. */
export interface Servable {
  /** The mark by which a servable is recognised, also when two copies of a package are installed. */
  readonly "~servable": 1;
  readonly agentId: string;
  readonly name: string;
  /** Makes ready what a server needs before the first run: the store, the toolkits. Called once, first. */
  open(): Promise<void>;
  runStream(input: RunInputLike, options?: RunOptions): RunStreamLike;
  /** A conflict, an unknown run or a decision that does not fit: the run does not begin (see `RunStreamLike.output`). */
  continueRunStream(run: string | RunOutputData, options?: ContinueOptions): RunStreamLike;
  /** The run as it stands; undefined when it is unknown or not this user's. */
  getRun(runId: string, scope: OwnerScope): Promise<RunOutputLike | undefined>;
  /** Cancels a running or paused run; false when it is unknown, not this user's, or has ended. */
  cancelRun(runId: string, scope: OwnerScope): Promise<boolean>;
  readonly triggers: readonly Trigger[];
  close(): Promise<void>;
}

/** Whose data is asked for. */
export interface OwnerScope {
  readonly userId?: string | undefined;
}
