/** Something with a time limit: told when the time is over. */
export interface Limited {
  /** Milliseconds of the alarm's clock, or undefined when nothing is due any more. */
  readonly due: number | undefined;
  /** Called once the time is over; `now` is the moment. Set `due` anew if there is a further limit. */
  expire(now: number): void;
}

/**
 * One timer for everything that has a time limit, for all runs of an agent. Whoever waits sets its watch; the timer is left
 * running when the wait is over and only looks again when it fires, because a timer for each wait would cost more than
 * most waits.
 */
export class Alarm {
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly #watches: Set<Watch> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerDue = Number.POSITIVE_INFINITY;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A watch for one run. Dispose it at the end: with the last one the timer is given back. */
  watch(): Watch {
    const watch = new Watch(this);
    this.#watches.add(watch);
    return watch;
  }

  /** Rings at this moment at the latest. */
  arm(due: number, now: number): void {
    if (due >= this.#timerDue) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(0, due - now), LONGEST_MS));
  }

  /** Forgets a watch; with the last one the timer is given back. */
  close(watch: Watch): void {
    this.#watches.delete(watch);
    if (this.#watches.size > 0) return;
    clearTimeout(this.#timer);
    this.#timerDue = Number.POSITIVE_INFINITY;
  }

  #ring(): void {
    this.#timerDue = Number.POSITIVE_INFINITY;
    const now = this.now();
    for (const { limited } of this.#watches) if (limited?.due !== undefined && limited.due <= now) limited.expire(now);
    // What they watch may have changed while it expired.
    let next = Number.POSITIVE_INFINITY;
    for (const { limited } of this.#watches) if (limited?.due !== undefined) next = Math.min(next, limited.due);
    if (next < Number.POSITIVE_INFINITY) this.arm(next, now);
  }
}

/** What one run waits for at the moment: one thing at a time. */
export class Watch {
  readonly #alarm: Alarm;
  /** What is watched now. */
  limited: Limited | undefined;

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /** The alarm's clock, in milliseconds since 1970. */
  now(): number {
    return this.#alarm.now();
  }

  /** Watches this instead of what was watched before; `now` is the present moment. */
  set(limited: Limited, now: number): void {
    this.limited = limited;
    if (limited.due !== undefined) this.#alarm.arm(limited.due, now);
  }

  /** Stops watching. */
  clear(): void {
    this.limited = undefined;
  }

  /** Takes it off the alarm, at the end of the run. */
  dispose(): void {
    this.limited = undefined;
    this.#alarm.close(this);
  }
}

/** Timers of the platform hold no longer time. */
const LONGEST_MS = 2_147_483_647;
