import type { RunEvent, RunInputLike, RunStreamLike } from "@definable/spec";
import { InputError } from "@definable/spec";
import type { EventQueue } from "./event-queue.ts";
import type { Inbox } from "./inbox.ts";
import { readFileMedia } from "./read-file-media.ts";
import { readInput } from "./run-input.ts";
import type { RunOutput } from "./run-output.ts";

/** What a stream needs of the run behind it. */
export interface StreamSource<Parsed = unknown> {
  /** Known before the first event. */
  readonly runId: string;
  /** The conversation of the run. */
  readonly sessionId: string;
  /** Where the run puts its events. */
  readonly queue: EventQueue;
  /** Resolves when the run has ended; rejects only when it could not begin. */
  readonly done: Promise<RunOutput<Parsed>>;
  /** Cancels the run. */
  cancel(reason: string): void;
  /** Where the run hears what is said to it on the way. */
  readonly inbox: Inbox;
}

/**
 * A run under way: iterate it once for its events, await `output` for what came of it. The run started when the stream
 * was made. Past 64 unread events it waits for the reader; asking for `output` lifts that. Leaving the iteration early
 * cancels the run.
 */
export class RunStream<Parsed = unknown> implements RunStreamLike, AsyncIterableIterator<RunEvent> {
  readonly #source: StreamSource<Parsed>;
  #iterated = false;
  #left = false;

  constructor(source: StreamSource<Parsed>) {
    this.#source = source;
    // A run that could not begin is told by the iteration; without a reader it must not end the process.
    source.done.catch(() => undefined);
  }

  get runId(): string {
    return this.#source.runId;
  }

  get sessionId(): string {
    return this.#source.sessionId;
  }

  /** What came of the run, however it ended. Rejects only when the run could not begin. */
  get output(): Promise<RunOutput<Parsed>> {
    this.#source.queue.lift();
    return this.#source.done;
  }

  /** Cancels the run; it still ends with its `RunCancelled` event. After the end it does nothing. */
  cancel(reason: string = "Cancelled via stream.cancel()"): void {
    this.#source.cancel(reason);
  }

  /**
   * Says something to the run while it is under way: the model reads it before its next call, also when it was done. Resolves
   * with true when it goes to the model, with false when the run ends without it. Throws `INVALID_INPUT` as `run` does.
   */
  steer(message: RunInputLike): Promise<boolean> {
    return this.#post(message, "steer");
  }

  /** As `steer`, but waits until the model is done with what it does: a turn of its own, in the same run. */
  queue(message: RunInputLike): Promise<boolean> {
    return this.#post(message, "queue");
  }

  #post(message: RunInputLike, via: "steer" | "queue"): Promise<boolean> {
    const { inbox } = this.#source;
    const messages = readInput(message, {});
    const fromDisk = readFileMedia(messages);
    return fromDisk === undefined ? inbox.post(messages, via) : fromDisk.then((read) => inbox.post(read, via));
  }

  [Symbol.asyncIterator](): this {
    if (this.#iterated) {
      throw new InputError(
        "STREAM_CONSUMED",
        `The stream of run ${this.runId} was iterated before. Its events come once; use output.events, or agent.events.`,
      );
    }
    this.#iterated = true;
    return this;
  }

  /** The next event. Calls made at once are answered in their order. */
  next(): Promise<IteratorResult<RunEvent, undefined>> {
    return this.#left ? Promise.resolve({ done: true, value: undefined }) : this.#source.queue.next();
  }

  /** Leaves the iteration: cancels the run and waits for its end. */
  async return(): Promise<IteratorResult<RunEvent, undefined>> {
    if (!this.#left) {
      this.#left = true;
      this.#source.cancel("The reader of the stream left");
      this.#source.queue.lift();
      await this.#source.done.catch(() => undefined);
    }
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
