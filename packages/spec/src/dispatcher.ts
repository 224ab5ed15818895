/** One segment of a run, by reference: never the messages. */
export interface SegmentRef {
  readonly runId: string;
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
  schedule(schedule: SegmentSchedule, segment: SegmentRef): Promise<void>;
  cancel(runId: string): Promise<void>;
  /** Stops taking new segments and waits this long for those under way. */
  drain(ms: number): Promise<void>;
}
