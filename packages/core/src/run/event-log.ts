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
  #sender: Envelope;
  #next: Envelope;
  #lastAt = Number.NaN;
  #lastSeq = 0;
  #count = 0;

  constructor(envelope: Envelope) {
    this.#envelope = envelope;
    this.#sender = envelope;
    this.#next = envelope;
  }

  /** Whoever tells what is pushed from here on. Default: the run itself. */
  from(sender: Envelope = this.#envelope): void {
    this.#next = sender;
  }

  push(told: Told, seq: number, at: number): void {
    if (this.#next !== this.#sender) {
      this.#sender = this.#next;
      this.#kept.push(this.#sender);
    }
    if (at !== this.#lastAt) this.#kept.push(at);
    this.#kept.push(told);
    this.#lastAt = at;
    this.#lastSeq = seq;
    this.#count += 1;
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
