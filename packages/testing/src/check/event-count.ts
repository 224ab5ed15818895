import type { RunEvent } from "@definable/spec";
import { failAt } from "./fail-at.ts";

/** Invariant 5, first part: `seq` grows by one over the whole list, whatever run an event belongs to. */
export function checkEventCount(events: readonly RunEvent[], firstSeq: number | undefined): void {
  const first = events[0];
  if (first === undefined) return;
  let expected = firstSeq ?? (first.event === "RunStarted" ? 1 : first.seq);
  for (const event of events) {
    if (event.seq !== expected) failAt(5, event, `expected seq ${expected}, found ${event.seq}.`);
    expected += 1;
  }
}
