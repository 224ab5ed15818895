/** One segment of a run, by reference: never the messages. */
export interface SegmentRef {
  /** The run that goes on. */
  readonly runId: string;
  /** Which segment of it: 1 for the first, one more for each continuation. */
  readonly segment: number;
  /** Segments with the same key run one after another. */
  readonly sessionKey: string;
  /** Milliseconds since 1970. */
  readonly notBefore?: number | undefined;
}

/** Carries out one segment. Called at least once for each; the journal makes repeats harmless. */
export type SegmentHandler = (segment: SegmentRef, signal: AbortSignal) => Promise<void>;

/** When and where a scheduled segment runs. */
export interface SegmentSchedule {
  /** Unique in the engine: the same name replaces the schedule. */
  readonly name: string;
  /** Five fields. */
  readonly cron: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** Decides who runs which segment where, and again after a crash: in this process, or an engine such as pg-boss. */
export interface Dispatcher {
  /** Puts a segment in line. A second call with the same runId and segment does nothing. */
  enqueue(segment: SegmentRef, transaction?: unknown): Promise<void>;
  /** Takes segments until closed. A crashed worker's segments come again within 30 seconds. */
  work(handler: SegmentHandler, options?: { readonly concurrency?: number | undefined }): Promise<AsyncDisposable>;
  /** Puts the segment in line whenever the schedule says so. The same name replaces an earlier one. */
  schedule(schedule: SegmentSchedule, segment: SegmentRef): Promise<void>;
  /** Takes the waiting segments of a run out of the line. What runs already is stopped through the store. */
  cancel(runId: string): Promise<void>;
  /** Stops taking new segments and waits this long for those under way. */
  drain(ms: number): Promise<void>;
}
