import type { RunEvent } from "@definable/spec";

/** Past this many unread events the run waits for its reader. */
const MARK = 64;

interface Reader {
  readonly resolve: (result: IteratorResult<RunEvent, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one queue of the code base: between a run, which pushes, and the reader of its stream. The writer asks `behind`
 * after a delta and before a model call and waits for what it gets.
 */
export class EventQueue {
  readonly #events: RunEvent[] = [];
  readonly #readers: Reader[] = [];
  #read = 0;
  #ended = false;
  #lifted = false;
  #error: { readonly error: unknown } | undefined;
  #drained: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  /** Hands an event to the reader who waits, else keeps it. */
  push(event: RunEvent): void {
    const reader = this.#readers.shift();
    if (reader === undefined) this.#events.push(event);
    else reader.resolve({ done: false, value: event });
  }

  /** No more events come. An error is thrown to the reader after the last event. */
  end(error?: { readonly error: unknown }): void {
    this.#ended = true;
    this.#error = error;
    for (const reader of this.#readers.splice(0)) this.#last().then(reader.resolve, reader.reject);
  }

  /** Nobody reads any more, or somebody waits for the output: the run no longer waits for the reader. */
  lift(): void {
    this.#lifted = true;
    this.#release();
  }

  /** A promise while the reader is more than the mark behind. */
  get behind(): Promise<void> | undefined {
    if (this.#lifted || this.#events.length - this.#read <= MARK) return undefined;
    this.#drained ??= Promise.withResolvers<void>();
    return this.#drained.promise;
  }

  /** The next event. Calls made at once are answered in their order. */
  next(): Promise<IteratorResult<RunEvent, undefined>> {
    const event = this.#take();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#ended) return this.#last();
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  /** What comes after the last event: the error once, then the end. */
  #last(): Promise<IteratorResult<RunEvent, undefined>> {
    const error = this.#error;
    this.#error = undefined;
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error.error);
  }

  #take(): RunEvent | undefined {
    const event = this.#events[this.#read];
    if (event === undefined) return undefined;
    this.#read += 1;
    // Moving the rest for every event would cost more than the events.
    if (this.#read > MARK) {
      this.#events.splice(0, this.#read);
      this.#read = 0;
    }
    if (this.#drained !== undefined && this.#events.length - this.#read <= MARK) this.#release();
    return event;
  }

  #release(): void {
    const drained = this.#drained;
    this.#drained = undefined;
    drained?.resolve();
  }
}
