import type { RunEvent } from "@definable/spec";
import { MISSED_HEARTBEATS } from "../limits.ts";
import { HEARTBEAT, frame } from "./frame.ts";
import { withoutEarlierTurns } from "./public-event.ts";
import type { EventFilter } from "./public-event.ts";

/** What becomes an SSE body. */
export interface EventSource {
  /** The events after the first. Leaving it early cancels the run. */
  readonly events: AsyncIterator<RunEvent>;
  /** Read already, to know that there is a stream at all. */
  readonly first: RunEvent;
  readonly filter: EventFilter;
  readonly epoch: string;
  readonly heartbeatMs: number;
  /** Called when the events are over or nobody wants them any more. */
  readonly ended: () => void;
}

/**
 * The body of an event stream. It asks for the next event only when the reader asks for bytes, so that a slow reader
 * slows the run instead of filling the memory. A reader that leaves, or takes nothing for long, cancels the run.
 */
export function eventStream(source: EventSource): ReadableStream<Uint8Array> {
  return new ReadableStream(new EventBody(source), { highWaterMark: 0 });
}

class EventBody implements UnderlyingDefaultSource<Uint8Array> {
  readonly #source: EventSource;
  #unsent: IteratorResult<RunEvent> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isReaderWaiting = false;
  #missed = 0;
  /** How many messages the run was asked with. */
  #asked = 0;

  constructor(source: EventSource) {
    this.#source = source;
    this.#unsent = { value: source.first };
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#timer = setInterval(() => this.#beat(controller), this.#source.heartbeatMs);
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.#isReaderWaiting = true;
    this.#missed = 0;
    const bytes = await this.#next().catch((error: unknown) => {
      this.#end();
      throw error;
    });
    this.#isReaderWaiting = false;
    if (bytes !== undefined) return controller.enqueue(bytes);
    this.#end();
    controller.close();
  }

  async cancel(): Promise<void> {
    clearInterval(this.#timer);
    await this.#source.events.return?.();
    this.#end();
  }

  /** The next event that passes the filter, as bytes; undefined when they are over. */
  async #next(): Promise<Uint8Array | undefined> {
    const { events, filter, epoch } = this.#source;
    for (;;) {
      const step = this.#unsent ?? (await events.next());
      this.#unsent = undefined;
      if (step.done === true) return undefined;
      const event = step.value;
      if (event.event === "RunStarted") this.#asked = event.input.messages.length;
      if (filter(event)) return frame(withoutEarlierTurns(event, this.#asked), epoch);
    }
  }

  #beat(controller: ReadableStreamDefaultController<Uint8Array>): void {
    // A comment goes only to a reader that has taken all before it: heartbeats must not pile up either.
    if (this.#isReaderWaiting && controller.desiredSize === 0) {
      this.#missed = 0;
      return controller.enqueue(HEARTBEAT);
    }
    this.#missed += 1;
    if (this.#missed < MISSED_HEARTBEATS) return;
    controller.error(new Error("The reader takes nothing"));
    void this.cancel();
  }

  #end(): void {
    clearInterval(this.#timer);
    this.#source.ended();
  }
}
