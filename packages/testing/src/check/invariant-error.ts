import { InternalError } from "@definable/spec";

/** The invariants of a run, by number: the words that stand before a finding. */
const INVARIANTS = {
  1: "one opening event first, exactly one terminal event last",
  2: "every start has exactly one end of its pair",
  3: "deltas carry only the delta, ends carry the whole",
  4: "every tool call has exactly one result, in the model's order",
  5: "events are JSON, count up by one and add up to the output",
  6: "the history is legal for the vendor",
} as const;

/** The number of one invariant. */
export type InvariantNumber = keyof typeof INVARIANTS;

/** Where and what a checker found. */
export interface Finding {
  /** Which promise is broken. */
  readonly invariant: InvariantNumber;
  /** Which event, message or field: `seq 7 (ToolCallCompleted)`. */
  readonly at: string;
  /** What was expected and what was found. */
  readonly problem: string;
  /** The event's number, when an event is at fault. */
  readonly seq?: number | undefined;
}

/** A stream, output or history breaks an invariant. `message` says which, where, and what was expected and found. */
export class InvariantError extends InternalError {
  /** Which promise is broken. */
  readonly invariant: InvariantNumber;
  /** The event's `seq`, when an event is at fault. */
  readonly seq: number | undefined;

  constructor({ invariant, at, problem, seq }: Finding) {
    super("INTERNAL", `Invariant ${invariant} (${INVARIANTS[invariant]}) is broken at ${at}: ${problem}`);
    this.invariant = invariant;
    this.seq = seq;
  }
}
