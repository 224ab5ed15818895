import type { SegmentResult } from "../run/end-segment.ts";
import type { Run } from "../run/run.ts";

/** Stands around the phases of every segment of an agent. */
export interface Around {
  /** Runs a segment that has been opened, and ends it. */
  run(run: Run): Promise<SegmentResult>;
}
