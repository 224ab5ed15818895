import { MISSED_HEARTBEATS } from "../limits.ts";
import type { EventBody } from "./event-body.ts";
import { HEARTBEAT } from "./frame.ts";

/**
 * The events as a stream of bytes. It asks for the next event only when the reader asks for bytes, so that a slow reader
 * slows the run instead of filling the memory. A reader that leaves, or takes nothing for long, cancels the run.
 */
export function eventStream(body: EventBody): ReadableStream<Uint8Array> {
  return new ReadableStream(new EventSender(body), { highWaterMark: 0 });
}

const encoder = new TextEncoder();

class EventSender implements UnderlyingDefaultSource<Uint8Array> {
  readonly #body: EventBody;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isReaderWaiting = false;
  #missed = 0;

  constructor(body: EventBody) {
    this.#body = body;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#timer = setInterval(() => this.#beat(controller), this.#body.heartbeatMs);
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.#isReaderWaiting = true;
    this.#missed = 0;
    try {
      const text = await this.#body.next();
      this.#isReaderWaiting = false;
      if (text !== undefined) return controller.enqueue(encoder.encode(text));
    } catch (error) {
      clearInterval(this.#timer);
      throw error;
    }
    clearInterval(this.#timer);
    controller.close();
  }

  async cancel(): Promise<void> {
    clearInterval(this.#timer);
    await this.#body.leave();
  }

  #beat(controller: ReadableStreamDefaultController<Uint8Array>): void {
    // A comment goes only to a reader that has taken all before it: heartbeats must not pile up either.
    if (this.#isReaderWaiting && controller.desiredSize === 0) {
      this.#missed = 0;
      return controller.enqueue(encoder.encode(HEARTBEAT));
    }
    this.#missed += 1;
    if (this.#missed < MISSED_HEARTBEATS) return;
    controller.error(new Error("The reader takes nothing"));
    void this.cancel();
  }
}
