import type { Logger } from "@definable/spec";
import { isDefinableError } from "@definable/spec";

/** What was opened, to be closed in reverse. */
export class Closers {
  readonly #logger: Logger;
  readonly #entries: { readonly name: string; readonly close: () => PromiseLike<void> }[] = [];

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Remembers how to close what has just been opened. `name` is for the operator. */
  add(name: string, close: () => PromiseLike<void>): void {
    this.#entries.push({ name, close });
  }

  /** Remembers how to close what was there before all the rest. */
  addFirst(name: string, close: () => PromiseLike<void>): void {
    this.#entries.unshift({ name, close });
  }

  /** Closes everything, the last first. What cannot be closed is logged and does not hold up the rest. */
  async closeAll(): Promise<void> {
    for (const { name, close } of this.#entries.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        this.#logger.error(`Closing ${name} failed: ${isDefinableError(error) ? error.code : "INTERNAL"}.`);
      }
    }
  }
}
