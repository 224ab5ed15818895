import type { RunEvent, RunOutputData } from "@definable/spec";
import { loadFoldSegment } from "../parts.ts";

/**
 * Builds a run's output again from the stored events of one segment (and, for a continuation, the output that it went on
 * from). Rejects with `INVALID_INPUT`, which says what does not fit, when something is missing: a gap in `seq`, a text that
 * its deltas do not add up to, a result without its place.
 */
export async function foldEvents(events: readonly RunEvent[], earlier?: RunOutputData): Promise<RunOutputData> {
  const { foldSegment } = await loadFoldSegment();
  return foldSegment(events, earlier);
}
