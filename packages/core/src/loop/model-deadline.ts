import { ModelError } from "@definable/spec";
import type { AgentConfig } from "../config.ts";

/**
 * The three time limits of a model call behind one timer. A delta only leaves a mark: the timer looks at it when it fires,
 * so that a stream of thousands of deltas sets no timer of its own.
 */
export class ModelDeadline {
  readonly #config: AgentConfig;
  readonly #model: string;
  readonly #expired: (error: ModelError) => void;
  readonly #startedAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heardAt: number | undefined;
  #waiting = 0;

  constructor(config: AgentConfig, model: string, expired: (error: ModelError) => void) {
    this.#config = config;
    this.#model = model;
    this.#expired = expired;
    this.#startedAt = config.now();
    this.#arm(Math.min(config.firstChunkMs, config.callMs));
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

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    const { firstChunkMs, betweenChunksMs, callMs, now } = this.#config;
    const at = now();
    const left = this.#startedAt + callMs - at;
    if (left <= 0) return this.#expire(`did not finish within ${callMs} ms (timeouts.callMs)`);
    if (this.#waiting > 0) return this.#arm(Math.min(betweenChunksMs, left));
    if (this.#heardAt === undefined) {
      const first = this.#startedAt + firstChunkMs - at;
      if (first <= 0) return this.#expire(`sent nothing within ${firstChunkMs} ms (timeouts.firstChunkMs)`);
      return this.#arm(Math.min(first, left));
    }
    const next = this.#heardAt + betweenChunksMs - at;
    if (next <= 0) return this.#expire(`went silent for ${betweenChunksMs} ms (timeouts.betweenChunksMs)`);
    return this.#arm(Math.min(next, left));
  }

  #expire(what: string): void {
    this.#expired(new ModelError("MODEL_TIMEOUT", `The model ${this.#model} ${what}.`));
  }
}
