import { InvariantError } from "@definable/testing";
import type { InvariantNumber } from "@definable/testing";
import type { RunEvent, RunEventName } from "@definable/spec";

/** The same events counted anew from the first one's `seq`, so that a mutant breaks nothing but what it means to. */
export function counted(events: readonly RunEvent[]): readonly RunEvent[] {
  const first = events[0]?.seq ?? 1;
  return events.map((event, index) => ({ ...event, seq: first + index }));
}

/** The events without the one at that place. */
export function without(events: readonly RunEvent[], index: number): readonly RunEvent[] {
  return [...events.slice(0, index), ...events.slice(index + 1)];
}

/** The places of the events with one of these names. */
export function placesOf(events: readonly RunEvent[], ...names: readonly RunEventName[]): readonly number[] {
  return events.flatMap(({ event }, index) => (names.includes(event) ? [index] : []));
}

/** Which invariant an error says is broken; undefined for any other error. */
export function brokenBy(error: unknown): InvariantNumber | undefined {
  return error instanceof InvariantError ? error.invariant : undefined;
}
