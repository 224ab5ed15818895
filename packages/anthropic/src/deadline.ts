/** Timers for longer ring at once. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * The abort signal of one call: aborted by the caller, or when the time is over. A signal of its own, so
 * that nothing the SDK hangs on it stays on the caller's, which outlives the call. `end()` when the call is over.
 */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #caller: AbortSignal;
  readonly #controller: AbortController = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** `timeoutMs` 0 means no limit. */
  constructor(caller: AbortSignal, timeoutMs: number) {
    this.signal = this.#controller.signal;
    this.#caller = caller;
    if (caller.aborted) this.#controller.abort(caller.reason);
    else caller.addEventListener("abort", this);
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#expire(), Math.min(timeoutMs, MAX_TIMER_MS));
  }

  /** Whether the time is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** For the caller's signal: an object as listener costs no closure. */
  handleEvent(): void {
    this.#controller.abort(this.#caller.reason);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener("abort", this);
  }

  #expire(): void {
    this.#isOver = true;
    this.#controller.abort();
  }
}
