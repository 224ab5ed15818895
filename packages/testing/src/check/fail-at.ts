import type { RunEvent } from "@definable/spec";
import { InvariantError } from "./invariant-error.ts";
import type { InvariantNumber } from "./invariant-error.ts";

/** Throws the finding that an event is at fault. */
export function failAt(invariant: InvariantNumber, event: RunEvent, problem: string): never {
  throw new InvariantError({ invariant, at: `seq ${event.seq} (${event.event})`, problem, seq: event.seq });
}

/** A value as it stands in a message: JSON, shortened. */
export function show(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
