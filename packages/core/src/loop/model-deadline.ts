import { ModelError } from "@definable/spec";
import type { Limited } from "@definable/tools";
import type { Run } from "../run/run.ts";

/**
 * The three time limits of one try of a model call. A delta only leaves a mark, which is looked at when the run's alarm
 * rings: a stream of thousands of deltas sets no timer of its own.
 */
export class ModelDeadline implements Limited {
  readonly #run: Run;
  /** Moved on by the time that the model waited for our reader. */
  #startedAt: number;
  readonly #streams: boolean;
  #heardAt: number | undefined;
  #waiting = 0;
  #waitingSince = 0;
  due: number | undefined;

  /** `streams` is false for a call that answers in one piece: only its whole time is limited. */
  constructor(run: Run, startedAt: number, streams: boolean) {
    const { firstChunkMs, callMs } = run.config;
    this.#run = run;
    this.#startedAt = startedAt;
    this.#streams = streams;
    this.due = startedAt + (streams ? Math.min(firstChunkMs, callMs) : callMs);
  }

  /** A piece of the answer came at this moment. */
  heard(at: number): void {
    this.#heardAt = at;
  }

  /** The time that the model waits for our reader is not the model's. */
  pause(wait: Promise<void>): Promise<void> {
    if (this.#waiting === 0) this.#waitingSince = this.#run.config.now();
    this.#waiting += 1;
    return wait.then(() => {
      this.#waiting -= 1;
      this.#heardAt = this.#run.config.now();
      if (this.#waiting === 0) this.#startedAt += this.#heardAt - this.#waitingSince;
    });
  }

  /** Looks at what was heard meanwhile: over, or due at a later moment. */
  expire(now: number): void {
    const { firstChunkMs, betweenChunksMs, callMs } = this.#run.config;
    const end = this.#startedAt + callMs + (this.#waiting > 0 ? now - this.#waitingSince : 0);
    if (end <= now) return this.#end(`did not finish within ${callMs} ms (timeouts.callMs)`);
    if (!this.#streams) return this.#later(end, end);
    if (this.#waiting > 0) return this.#later(now + betweenChunksMs, end);
    if (this.#heardAt === undefined) {
      const first = this.#startedAt + firstChunkMs;
      if (first > now) return this.#later(first, end);
      return this.#end(`sent nothing within ${firstChunkMs} ms (timeouts.firstChunkMs)`);
    }
    const next = this.#heardAt + betweenChunksMs;
    if (next > now) return this.#later(next, end);
    return this.#end(`went silent for ${betweenChunksMs} ms (timeouts.betweenChunksMs)`);
  }

  #later(due: number, end: number): void {
    this.due = Math.min(due, end);
  }

  #end(what: string): void {
    this.due = undefined;
    this.#run.scope.interrupt(new ModelError("MODEL_TIMEOUT", `The model ${this.#run.model?.id} ${what}.`));
  }
}
