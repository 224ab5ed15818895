import { ModelError } from "@definable/spec";
import type { Limited } from "@definable/tools";
import type { AgentConfig } from "../config.ts";

/** What a deadline needs to know of a call. */
export interface TimedCall {
  readonly model: string;
  readonly startedAt: number;
  /** False for a call that answers in one piece: only its whole time is limited. */
  readonly streams: boolean;
}

/**
 * The three time limits of one try of a model call. A delta only leaves a mark, which is looked at when the run's alarm
 * rings: a stream of thousands of deltas sets no timer of its own.
 */
export class ModelDeadline implements Limited {
  readonly #config: AgentConfig;
  readonly #call: TimedCall;
  readonly #expired: (error: ModelError) => void;
  #heardAt: number | undefined;
  #waiting = 0;
  due: number | undefined;

  constructor(config: AgentConfig, call: TimedCall, expired: (error: ModelError) => void) {
    this.#config = config;
    this.#call = call;
    this.#expired = expired;
    this.due = call.startedAt + (call.streams ? Math.min(config.firstChunkMs, config.callMs) : config.callMs);
  }

  /** A piece of the answer came at this moment. */
  heard(at: number): void {
    this.#heardAt = at;
  }

  /** The time that the model waits for our reader is not the model's. */
  pause(wait: Promise<void>): Promise<void> {
    this.#waiting += 1;
    return wait.then(() => {
      this.#waiting -= 1;
      this.#heardAt = this.#config.now();
    });
  }

  /** Looks at what was heard meanwhile: over, or due at a later moment. */
  expire(now: number): void {
    const { firstChunkMs, betweenChunksMs, callMs } = this.#config;
    const end = this.#call.startedAt + callMs;
    if (end <= now) return this.#end(`did not finish within ${callMs} ms (timeouts.callMs)`);
    if (!this.#call.streams) return this.#later(end, end);
    if (this.#waiting > 0) return this.#later(now + betweenChunksMs, end);
    if (this.#heardAt === undefined) {
      const first = this.#call.startedAt + firstChunkMs;
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
    this.#expired(new ModelError("MODEL_TIMEOUT", `The model ${this.#call.model} ${what}.`));
  }
}
