import type { RunEvent } from "./event.ts";
import type { ContinueOptions, RunInputLike, RunOptions } from "./run-options.ts";
import type { RunOutputData, RunOutputLike } from "./run-output.ts";
import type { Trigger } from "./trigger.ts";

/** A running run: its events in order, once. Leaving the iteration early cancels the run. */
export interface RunStreamLike extends AsyncIterable<RunEvent> {
  /** Known before the first event. */
  readonly runId: string;
  /** The conversation of the run; a fresh id when it belongs to none. */
  readonly sessionId: string;
  /**
   * Resolves when the run has ended, however it ended. Asking for it lets an unread run go on. Rejects only when the run
   * could not begin (a conflict, an unknown run, a taken id); the iteration then throws the same error, without an event.
   */
  readonly output: Promise<RunOutputLike>;
  /** Cancels the run; it still ends with `RunCancelled`. Does nothing after the end. */
  cancel(reason?: string): void;
}

/** What `serve` needs of an agent: a shape, so that a team, a proxy or a test double can be served as well. */
export interface Servable {
  /** The mark by which a servable is recognised, also when two copies of a package are installed. */
  readonly "~servable": 1;
  /** Names the agent in events and stores. Stays the same over restarts. */
  readonly agentId: string;
  /** Names the agent for people. */
  readonly name: string;
  /** Makes ready what a server needs before the first run: the store, the toolkits. Called once, first. */
  open(): Promise<void>;
  /** Starts a run. What goes wrong in the run is told by its events, not thrown. */
  runStream(input: RunInputLike, options?: RunOptions): RunStreamLike;
  /** A conflict, an unknown run or a decision that does not fit: the run does not begin (see `RunStreamLike.output`). */
  continueRunStream(run: string | RunOutputData, options?: ContinueOptions): RunStreamLike;
  /** The run as it stands; undefined when it is unknown or not this user's. */
  getRun(runId: string, scope: OwnerScope): Promise<RunOutputLike | undefined>;
  /** Cancels a running or paused run; false when it is unknown, not this user's, or has ended. */
  cancelRun(runId: string, scope: OwnerScope): Promise<boolean>;
  /** What else may start a run: webhooks, schedules, events. */
  readonly triggers: readonly Trigger[];
  /** Cancels what runs and gives back what `open` made. Called last. */
  close(): Promise<void>;
}

/** Whose data is asked for. */
export interface OwnerScope {
  /** Only this user's runs are seen. Undefined: runs that are nobody's in particular. */
  readonly userId?: string | undefined;
}
