import type { RunEvent } from "@definable/spec";
import { Envelope } from "./envelope.ts";
import type { Told } from "./told.ts";

/**
 * The events of one segment as they are kept: without their envelopes, which would be most of a run's memory. The events
 * are made when somebody asks for them.
 */
export class EventLog {
  readonly #envelope: Envelope;
  /** A number is the moment of all that is told after it, an envelope its sender. */
  readonly #kept: (Told | number | Envelope)[] = [];
  #lastAt = Number.NaN;
  #lastSeq = 0;
  #count = 0;

  constructor(envelope: Envelope) {
    this.#envelope = envelope;
  }

  push(told: Told, seq: number, at: number): void {
    if (at !== this.#lastAt) this.#kept.push(at);
    this.#kept.push(told);
    this.#lastAt = at;
    this.#lastSeq = seq;
    this.#count += 1;
  }

  /** What somebody else tells in this stream, such as a sub-agent. */
  pushFrom(sender: Envelope, told: Told, { seq, at }: { readonly seq: number; readonly at: number }): void {
    this.#kept.push(sender);
    this.push(told, seq, at);
    this.#kept.push(this.#envelope);
  }

  /** All events so far, in order. */
  get events(): readonly RunEvent[] {
    const events: RunEvent[] = [];
    // One follows the other without a gap, so the last number gives them all.
    let seq = this.#lastSeq - this.#count;
    let at = 0;
    let sender = this.#envelope;
    for (const kept of this.#kept) {
      if (typeof kept === "number") at = kept;
      else if (kept instanceof Envelope) sender = kept;
      else events.push(sender.stamp(kept, ++seq, at));
    }
    return events;
  }
}
