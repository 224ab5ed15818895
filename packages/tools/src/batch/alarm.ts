/** Something with a time limit: told when the time is over. */
export interface Limited {
  /** Milliseconds of the alarm's clock, or undefined when nothing is due any more. */
  readonly due: number | undefined;
  expire(now: number): void;
}

/**
 * One timer for everything in a run that has a time limit. Whoever waits sets itself; the timer is left running when the
 * wait is over and only looks again when it fires, because a timer for each wait would cost more than most waits.
 */
export class Alarm {
  readonly now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerDue = Number.POSITIVE_INFINITY;
  #limited: Limited | undefined;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Watches this instead of what was watched before; `now` is the present moment. */
  set(limited: Limited, now: number): void {
    this.#limited = limited;
    const { due } = limited;
    if (due !== undefined && due < this.#timerDue) this.#arm(due, now);
  }

  /** Stops watching, but keeps the timer for the next. */
  clear(): void {
    this.#limited = undefined;
  }

  /** Gives the timer back. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timerDue = Number.POSITIVE_INFINITY;
    this.#limited = undefined;
  }

  #arm(due: number, now: number): void {
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(ring, Math.min(Math.max(0, due - now), LONGEST_MS), this);
  }

  /** Looks at what is due: called by the timer. */
  look(): void {
    this.#timerDue = Number.POSITIVE_INFINITY;
    const limited = this.#limited;
    if (limited?.due === undefined) return;
    const now = this.now();
    if (limited.due <= now) limited.expire(now);
    // What it watched may have changed while it expired.
    const next = this.#limited;
    if (next?.due !== undefined) this.#arm(next.due, now);
  }
}

/** One function for all alarms: a run in flight holds no closure for its timer. */
function ring(alarm: Alarm): void {
  alarm.look();
}

/** Timers of the platform hold no longer time. */
const LONGEST_MS = 2_147_483_647;
