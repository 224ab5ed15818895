import type { StopReason } from "@definable/spec";

/** What a wait is rejected with when the run is cancelled. Never leaves the loop: it becomes `RunCancelled`. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** What can be told to stop working on something that nobody waits for any more. */
export interface Abortable {
  abort(error: unknown): void;
}

const nothing = (): void => undefined;

/** Who hears of a cancel beside the run itself. Few runs have somebody, so it is no field of theirs. */
const BESIDE: WeakMap<CancelScope, () => void> = new WeakMap();

/**
 * The cancellation of one segment of a run. A run waits at one place at a time, so there is one slot to reject, by hand:
 * a cancel settles the run first and aborts signals after, so that a slow abort listener cannot hold it up. One listener
 * stands on the caller's signal and is taken away at the end.
 */
export class CancelScope {
  #reason: string | undefined;
  #limit: StopReason | undefined;
  /** Ends the one wait that the run is in. */
  #reject: ((error: unknown) => void) | undefined;
  /** What to abort after it. */
  #work: Abortable | undefined;
  #listener: (() => void) | undefined;
  readonly #signals: readonly AbortSignal[];

  constructor(signals: readonly AbortSignal[]) {
    this.#signals = signals;
    for (const signal of signals) {
      if (signal.aborted) this.cancel(reasonOf(signal));
      else signal.addEventListener("abort", this);
    }
  }

  /** Nothing new may begin: the run was cancelled, or stopped by a limit. */
  get isCancelled(): boolean {
    return this.#reason !== undefined || this.#limit !== undefined;
  }

  /** The limit that stopped the run, unless it was cancelled as well. */
  get limit(): StopReason | undefined {
    return this.#reason === undefined ? this.#limit : undefined;
  }

  get reason(): string | undefined {
    return this.#reason;
  }

  /** What ended the work, for events. */
  get words(): string {
    return this.limit === undefined ? "The run was cancelled." : `The run was stopped by its limit ${this.limit}.`;
  }

  /** For the caller's signals: an object as listener costs no closure. */
  handleEvent(event: Event): void {
    this.cancel(event.target instanceof AbortSignal ? reasonOf(event.target) : "aborted");
  }

  cancel(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#end();
  }

  /** As a cancel, but the run ends well, for having used up what it may use. */
  stop(limit: StopReason): void {
    if (this.isCancelled) return;
    this.#limit = limit;
    this.#end();
  }

  #end(): void {
    this.interrupt(this.#cancelled());
    this.#listener?.();
    BESIDE.get(this)?.();
  }

  #cancelled(): Cancelled {
    return new Cancelled(this.#reason ?? `Stopped: ${this.#limit}`);
  }

  /** Ends the present wait with an error: a cancel, or a deadline. */
  interrupt(error: unknown): void {
    const reject = this.#reject;
    const work = this.#work;
    this.rest();
    if (reject === undefined) return;
    reject(error);
    work?.abort(error);
  }

  throwIfCancelled(): void {
    if (this.isCancelled) throw this.#cancelled();
  }

  /** Waits for a promise unless interrupted; what it gives afterwards goes nowhere. */
  race<T>(promise: PromiseLike<T>, work?: Abortable): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.isCancelled) {
        const error = this.#cancelled();
        reject(error);
        promise.then(nothing, nothing);
        work?.abort(error);
        return;
      }
      this.#reject = reject;
      this.#work = work;
      promise.then(
        (value) => {
          if (this.#reject === reject) this.rest();
          resolve(value);
        },
        (error: unknown) => {
          if (this.#reject === reject) this.rest();
          reject(error);
        },
      );
    });
  }

  /** As `race`, with fewer parts, for the wait that runs spend their lives in. Call `rest` when it is over. */
  wait<T>(promise: PromiseLike<T>, work: Abortable | undefined): Promise<T> {
    if (this.isCancelled) return this.race(promise, work);
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject;
      this.#work = work;
      promise.then(resolve, reject);
    });
  }

  /** The wait is over. */
  rest(): void {
    this.#reject = undefined;
    this.#work = undefined;
  }

  /** For waits that end themselves on a cancel, such as a batch of tools. Undefined takes the listener away. */
  onCancel(listener: (() => void) | undefined): void {
    this.#listener = listener;
  }

  /** For what stands around the segment: called once it is cancelled or stopped, after the wait has been ended. */
  beside(listener: () => void): void {
    BESIDE.set(this, listener);
    if (this.isCancelled) listener();
  }

  dispose(): void {
    this.rest();
    this.#listener = undefined;
    for (const signal of this.#signals) signal.removeEventListener("abort", this);
  }
}

function reasonOf(signal: AbortSignal): string {
  const reason: unknown = signal.reason;
  if (typeof reason === "string" && reason !== "") return reason;
  return reason instanceof Error && reason.name === "TimeoutError" ? "timed out" : "aborted";
}
