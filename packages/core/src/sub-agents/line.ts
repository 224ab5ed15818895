/** Lets so many at a time go; the others stand in line. */
export class Line {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Undefined when there is room: it is taken then. Else a promise for a place, which rejects when the signal aborts. */
  enter(signal: AbortSignal): Promise<void> | undefined {
    if (this.#taken >= this.#most) return this.#turn(signal);
    this.#taken += 1;
    return undefined;
  }

  /** Gives the place to the next one, so that nobody comes between. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(go), 1);
      reject(signal.reason);
    };
    const go = (): void => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    };
    this.#waiting.push(go);
    signal.addEventListener("abort", giveUp, { once: true });
    return promise;
  }
}
