import type { CancellationTokenLike } from "@definable/spec";
import { AgentCancelled } from "./agent-cancelled.ts";

/**
 * Cancels runs from elsewhere: make one, pass it as `cancellationToken`, call `cancel()`. A token serves once: a run that
 * is given a cancelled token is cancelled at once. An `AbortController` does the same for those who prefer it.
 */
export class CancellationToken implements CancellationTokenLike {
  readonly #controller: AbortController = new AbortController();

  get isCancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Cancels every run that has this token. A second call does nothing. */
  cancel(reason: string = "Cancelled via CancellationToken"): void {
    this.#controller.abort(reason);
  }

  /** Throws `AgentCancelled` when the token is cancelled: for loops of your own. */
  throwIfCancelled(): void {
    if (this.isCancelled) throw new AgentCancelled("The work was cancelled through its CancellationToken.");
  }
}
