/** What a wait is rejected with when the run is cancelled. Never leaves the loop: it becomes `RunCancelled`. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The one wait that a run is in: how to end it early, and what to abort afterwards. */
interface Waiting {
  reject(error: unknown): void;
  abort(error: unknown): void;
}

const nothing = (): void => undefined;

/**
 * The cancellation of one segment of a run. A run waits at one place at a time, so there is one slot to reject, by hand:
 * a cancel settles the run first and aborts signals after, so that a slow abort listener cannot hold it up. One listener
 * stands on the caller's signal and is taken away at the end.
 */
export class CancelScope {
  #reason: string | undefined;
  #waiting: Waiting | undefined;
  #listener: (() => void) | undefined;
  readonly #signals: readonly AbortSignal[];

  constructor(signals: readonly AbortSignal[]) {
    this.#signals = signals;
    for (const signal of signals) {
      if (signal.aborted) this.cancel(reasonOf(signal));
      else signal.addEventListener("abort", this);
    }
  }

  get isCancelled(): boolean {
    return this.#reason !== undefined;
  }

  get reason(): string | undefined {
    return this.#reason;
  }

  /** For the caller's signals: an object as listener costs no closure. */
  handleEvent(event: Event): void {
    this.cancel(event.target instanceof AbortSignal ? reasonOf(event.target) : "aborted");
  }

  cancel(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.interrupt(new Cancelled(reason));
    this.#listener?.();
  }

  /** Ends the present wait with an error: a cancel, or a deadline. */
  interrupt(error: unknown): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    waiting.reject(error);
    waiting.abort(error);
  }

  throwIfCancelled(): void {
    if (this.#reason !== undefined) throw new Cancelled(this.#reason);
  }

  /** Waits for work unless interrupted; what the work does afterwards goes nowhere. */
  race<T>(work: PromiseLike<T>, abort: (error: unknown) => void = nothing): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#reason !== undefined) {
        const error = new Cancelled(this.#reason);
        reject(error);
        work.then(nothing, nothing);
        abort(error);
        return;
      }
      const waiting: Waiting = { reject, abort };
      this.#waiting = waiting;
      const settled = (): void => {
        if (this.#waiting === waiting) this.#waiting = undefined;
      };
      work.then(
        (value) => {
          settled();
          resolve(value);
        },
        (error: unknown) => {
          settled();
          reject(error);
        },
      );
    });
  }

  /** For waits that end themselves on a cancel, such as a batch of tools. Undefined takes the listener away. */
  onCancel(listener: (() => void) | undefined): void {
    this.#listener = listener;
  }

  dispose(): void {
    this.#waiting = undefined;
    this.#listener = undefined;
    for (const signal of this.#signals) signal.removeEventListener("abort", this);
  }
}

function reasonOf(signal: AbortSignal): string {
  const reason: unknown = signal.reason;
  if (typeof reason === "string" && reason !== "") return reason;
  return reason instanceof Error && reason.name === "TimeoutError" ? "timed out" : "aborted";
}
