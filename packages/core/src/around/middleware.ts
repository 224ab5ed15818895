import type { ErrorCode, Metrics, Requirement, RunStatus, StopReason } from "@definable/spec";
import type { RunContext } from "./run-context.ts";

/** How a segment would end, were it to end now. */
export interface SegmentOutcome {
  /** As the terminal event will have it, unless something fails or a cancel comes in between. */
  readonly status: RunStatus;
  /** Why it ended, for a run that completed. */
  readonly stopReason?: StopReason | undefined;
  /** What was said last. */
  readonly content: string;
  /** The safe message of a failure. */
  readonly error?: string | undefined;
  /** The code of a failure. */
  readonly errorCode?: ErrorCode | undefined;
  /** What a paused run waits for. */
  readonly requirements?: readonly Requirement[] | undefined;
  /** What the run has used so far. */
  readonly metrics: Metrics;
}

/** The answer of a middleware itself. */
export interface MiddlewareAnswer {
  /** Told and kept like a model's text. */
  readonly content: string;
}

/** Runs what stands further inside, and the phases. Resolves also when they failed: look at `status`. */
export type NextMiddleware = () => Promise<SegmentOutcome>;

/**
 * Stands around the phases of every segment, between its opening event and its terminal one. Call `next` once, or answer
 * yourself with `{ content }`, or do neither: then the run ends without a word. Throwing fails the run; what you return
 * after the phases have run is not looked at. The model's text has been told when `next` resolves: it cannot be taken
 * back here, that is for guardrails.
 */
export type Middleware<Deps = unknown> = (
  context: RunContext<Deps>,
  next: NextMiddleware,
) => MiddlewareAnswer | SegmentOutcome | void | Promise<MiddlewareAnswer | SegmentOutcome | void>;
