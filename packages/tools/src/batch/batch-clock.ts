/** Milliseconds that a tool may take when it says nothing. */
export const DEFAULT_TIMEOUT_MS = 120_000;

interface Watch {
  readonly index: number;
  readonly due: number;
}

/**
 * The time limits of one batch behind one timer: a timer a call would cost more than the call. The timer is set for the
 * earliest limit and set again when it fires.
 */
export class BatchClock {
  readonly #expired: (index: number) => void;
  readonly #watches: Watch[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerDue = Number.POSITIVE_INFINITY;

  constructor(expired: (index: number) => void) {
    this.#expired = expired;
  }

  /** Starts the time of one call at `now`. 0 means no limit. */
  watch(index: number, now: number, timeoutMs: number): void {
    if (timeoutMs <= 0) return;
    const due = now + timeoutMs;
    this.#watches.push({ index, due });
    if (due < this.#timerDue) this.#arm(due, timeoutMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#watches.length = 0;
  }

  #arm(due: number, ms: number): void {
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => this.#fire(due), ms);
  }

  /** The timer says what time it is: no clock is read. */
  #fire(now: number): void {
    this.#timerDue = Number.POSITIVE_INFINITY;
    for (const watch of this.#watches) if (watch.due <= now) this.#expired(watch.index);
    let next = Number.POSITIVE_INFINITY;
    for (const watch of this.#watches) if (watch.due > now && watch.due < next) next = watch.due;
    if (next !== Number.POSITIVE_INFINITY) this.#arm(next, next - now);
  }
}
