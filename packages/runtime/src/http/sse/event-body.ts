import type { RunEvent } from "@definable/spec";
import { frame } from "./frame.ts";
import { withoutEarlierTurns } from "./public-event.ts";
import type { EventFilter } from "./public-event.ts";

/** What becomes the body of an event stream. */
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

/** The events of a run on their way out, as text. Whoever sends them asks for the next one when its reader can take it. */
export class EventBody {
  readonly heartbeatMs: number;
  readonly #source: EventSource;
  #unsent: RunEvent | undefined;
  /** How many messages the run was asked with. */
  #asked = 0;

  constructor(source: EventSource) {
    this.heartbeatMs = source.heartbeatMs;
    this.#source = source;
    this.#unsent = source.first;
  }

  /** The next event that passes the filter, as a frame; undefined when they are over. */
  async next(): Promise<string | undefined> {
    for (;;) {
      const event = this.#unsent ?? (await this.#read());
      this.#unsent = undefined;
      if (event === undefined) return undefined;
      const text = this.#written(event);
      if (text !== undefined) return text;
    }
  }

  /** Cancels the run, because nobody wants the rest. */
  async leave(): Promise<void> {
    await this.#source.events.return?.();
    this.#source.ended();
  }

  async #read(): Promise<RunEvent | undefined> {
    try {
      const { done, value } = await this.#source.events.next();
      if (done !== true) return value;
      this.#source.ended();
      return undefined;
    } catch (error) {
      this.#source.ended();
      throw error;
    }
  }

  #written(event: RunEvent): string | undefined {
    const { filter, epoch } = this.#source;
    if (event.event === "RunStarted") this.#asked = event.input.messages.length;
    return filter(event) ? frame(withoutEarlierTurns(event, this.#asked), epoch) : undefined;
  }
}
