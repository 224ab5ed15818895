import type { ServerResponse } from "node:http";
import { MISSED_HEARTBEATS } from "../limits.ts";
import type { EventBody } from "../sse/event-body.ts";
import { HEARTBEAT } from "../sse/frame.ts";

/** How much text waits for the others of its turn, in characters. */
const FULL = 16_384;

/**
 * Sends events as they happen. It asks for the next one only when the socket takes more, so that a slow reader slows the
 * run. A reader that leaves, or takes nothing for long, cancels the run. Settles when the answer is over, never rejects.
 */
export async function sendEvents(body: EventBody, response: ServerResponse): Promise<void> {
  const sender = new EventSender(body, response);
  try {
    await sender.sendAll();
  } catch {
    // The head is out: cutting the connection is the only way left to say that this is not the end.
    response.destroy();
  }
}

class EventSender {
  readonly #body: EventBody;
  readonly #response: ServerResponse;
  #unsent = "";
  #drained: (() => void) | undefined;
  #missed = 0;

  constructor(body: EventBody, response: ServerResponse) {
    this.#body = body;
    this.#response = response;
  }

  async sendAll(): Promise<void> {
    const response = this.#response;
    const timer = setInterval(() => this.#beat(), this.#body.heartbeatMs);
    const leave = (): void => this.#leave();
    response.on("drain", () => this.#drained?.()).once("close", leave);
    try {
      for (let text = await this.#body.next(); text !== undefined; text = await this.#body.next()) {
        const waiting = this.#take(text);
        if (waiting !== undefined) await waiting;
      }
      this.#flush();
      response.off("close", leave).end();
    } finally {
      clearInterval(timer);
    }
  }

  /** Events of one turn of the process go out together: a write for each would cost more than the event. */
  #take(text: string): Promise<void> | undefined {
    if (this.#unsent === "") process.nextTick(() => this.#flush());
    this.#unsent += text;
    if (this.#unsent.length < FULL && !this.#response.writableNeedDrain) return undefined;
    this.#flush();
    return this.#response.writableNeedDrain ? this.#drain() : undefined;
  }

  #flush(): void {
    const text = this.#unsent;
    this.#unsent = "";
    if (text !== "" && !this.#response.destroyed) this.#response.write(text);
  }

  #drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#drained = () => {
        this.#drained = undefined;
        this.#missed = 0;
        resolve();
      };
    });
  }

  #leave(): void {
    // A promise of its own, since the loop may be waiting for the event that this cancels.
    this.#body.leave().catch(() => undefined);
    this.#drained?.();
  }

  #beat(): void {
    const response = this.#response;
    // A comment goes only to a reader that has taken all before it: heartbeats must not pile up either.
    if (response.writableLength === 0) {
      this.#missed = 0;
      response.write(HEARTBEAT);
      return;
    }
    this.#missed += 1;
    if (this.#missed >= MISSED_HEARTBEATS) response.destroy();
  }
}
