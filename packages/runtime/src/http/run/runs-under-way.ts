import { InternalError } from "@definable/spec";
import type { RunStreamLike } from "@definable/spec";

/** A run that a server has begun, with what must be called once it has ended. */
export interface CountedRun {
  readonly stream: RunStreamLike;
  readonly ended: () => void;
}

/** The runs that this server has started and that have not ended, so that a shutdown can wait for them. */
export class RunsUnderWay {
  readonly #runs = new Set<RunStreamLike>();
  #closing = false;
  #whenIdle: (() => void) | undefined;

  /** True once the server is shutting down: it takes no new runs. */
  get closing(): boolean {
    return this.#closing;
  }

  /** Throws `SERVER_CLOSING` when no new run may begin. */
  refuseWhenClosing(): void {
    if (!this.#closing) return;
    throw new InternalError("SERVER_CLOSING", "The server is shutting down and takes no new runs. Try again later.");
  }

  /** Counts a run; call what it returns when the run has ended. */
  begin(stream: RunStreamLike): () => void {
    this.#runs.add(stream);
    return () => {
      this.#runs.delete(stream);
      if (this.#runs.size === 0) this.#whenIdle?.();
    };
  }

  /** Takes no new runs, waits this many milliseconds for those under way, then cancels the rest and waits again. */
  async drain(drainMs: number, settleMs: number): Promise<void> {
    this.#closing = true;
    await this.#idle(drainMs);
    for (const run of this.#runs) run.cancel("The server is shutting down.");
    await this.#idle(settleMs);
  }

  #idle(ms: number): Promise<void> {
    if (this.#runs.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#whenIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
