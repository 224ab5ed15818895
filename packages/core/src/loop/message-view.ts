import type { Message, MessageList } from "@definable/spec";

/**
 * The messages of one model call: a fixed length over storage that the run goes on to write, so that a call costs the
 * same however long the conversation is.
 */
export class MessageView implements MessageList {
  readonly #base: readonly Message[];
  readonly #tail: readonly (Message | undefined)[];
  readonly length: number;

  constructor(base: readonly Message[], tail: readonly (Message | undefined)[]) {
    this.#base = base;
    this.#tail = tail;
    this.length = base.length + tail.length;
  }

  at(index: number): Message | undefined {
    const place = index < 0 ? this.length + index : index;
    if (place < 0 || place >= this.length) return undefined;
    return place < this.#base.length ? this.#base[place] : this.#tail[place - this.#base.length];
  }

  *[Symbol.iterator](): Generator<Message, void, undefined> {
    yield* this.#base;
    const rest = this.length - this.#base.length;
    for (let index = 0; index < rest; index += 1) {
      const message = this.#tail[index];
      if (message !== undefined) yield message;
    }
  }

  toArray(): Message[] {
    return [...this];
  }

  toJSON(): readonly Message[] {
    return this.toArray();
  }
}
