import type { RunOutputData } from "@definable/spec";
import type { Ending } from "../run/ending.ts";
import type { Run } from "../run/run.ts";
import { cancelPaused } from "./cancel-paused.ts";
import type { PausedSubAgent } from "./cancel-paused.ts";

/** The sub-agents of one segment of a run: how many work, which ones wait, and that each of them ends before the run does. */
export class Children {
  readonly #run: Run;
  readonly #working: Set<Promise<unknown>> = new Set();
  readonly #paused: Map<string, PausedSubAgent> = new Map();
  readonly #begun: Set<string> = new Set();
  readonly #line: (() => void)[] = [];
  #taken = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Does the work of one sub-agent, which the end of the run waits for. */
  async work<Result>(most: number, signal: AbortSignal, start: () => Promise<Result>): Promise<Result> {
    if (this.#taken >= most) await this.#turn(signal);
    this.#taken += 1;
    const working = start();
    const watched = working.catch(() => undefined);
    this.#working.add(watched);
    try {
      return await working;
    } finally {
      this.#working.delete(watched);
      this.#taken -= 1;
      this.#line.shift()?.();
    }
  }

  /** A sub-agent has paused, or comes from an earlier segment: it waits behind this call. */
  wait(callId: string, paused: PausedSubAgent): void {
    this.#paused.set(callId, paused);
    this.#begun.add(callId);
  }

  /** Whether the call, which has no answer yet, has been told to have started. */
  hasBegun(callId: string): boolean {
    return this.#begun.has(callId);
  }

  /** It goes on. */
  wake(callId: string): void {
    this.#paused.delete(callId);
  }

  /** Waits for those that work. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }

  /** The segment ends: what works is waited for, and what nobody waits for any more is cancelled. */
  async end(endingNow: () => Ending): Promise<void> {
    for (;;) {
      await this.settled();
      const ending = endingNow();
      await this.#endAll(ending);
      // A cancel may have come in the meantime: then none of them waits any more.
      if (endingNow().status === ending.status) return;
    }
  }

  async #endAll(ending: Ending): Promise<void> {
    const kept = ending.status === "PAUSED" ? ending.waiting.map(({ toolCallId }) => toolCallId) : [];
    for (const [callId, paused] of this.#paused) {
      if (kept.includes(callId)) continue;
      this.#paused.delete(callId);
      const output = await this.#cancel(paused);
      const { runId: threadId, metrics } = output;
      const reason = this.#run.scope.isCancelled ? this.#run.scope.words : "The run ended without it.";
      this.#run.emit({ event: "SubAgentKilled", stepId: callId, threadId, reason, metrics });
    }
  }

  async #cancel(paused: PausedSubAgent): Promise<RunOutputData> {
    try {
      return await cancelPaused(this.#run, paused);
    } catch {
      // Its store fails, or somebody has ended it: the run that waited for it ends all the same.
      return paused.output;
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = (): void => {
      this.#line.splice(this.#line.indexOf(go), 1);
      reject(signal.reason);
    };
    const go = (): void => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    this.#line.push(go);
    signal.addEventListener("abort", leave, { once: true });
    return promise;
  }
}
