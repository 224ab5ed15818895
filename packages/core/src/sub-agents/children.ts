import type { RunOutputData } from "@definable/spec";
import type { Ending } from "../run/ending.ts";
import type { Run } from "../run/run.ts";
import { cancelPaused } from "./cancel-paused.ts";
import type { PausedSubAgent } from "./cancel-paused.ts";
import { Line } from "./line.ts";
import type { SubAgent } from "./sub-agent.ts";

/** The sub-agents of one segment of a run: how many work, which ones wait, and that each of them ends before the run does. */
export class Children {
  readonly #run: Run;
  readonly #working: Set<Promise<unknown>> = new Set();
  readonly #paused: Map<string, PausedSubAgent> = new Map();
  readonly #begun: Map<string, string> = new Map();
  /** Each kind of sub-agent has a line of its own. */
  readonly #lines: Map<SubAgent, Line> = new Map();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Does the work of one sub-agent, which the end of the run waits for. */
  async work<Result>(subAgent: SubAgent, signal: AbortSignal, start: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(subAgent) ?? new Line(subAgent.maxConcurrent);
    this.#lines.set(subAgent, line);
    const turn = line.enter(signal);
    if (turn !== undefined) await turn;
    const working = start();
    const watched = working.catch(() => undefined);
    this.#working.add(watched);
    try {
      return await working;
    } finally {
      this.#working.delete(watched);
      line.leave();
    }
  }

  /** A sub-agent has paused, or comes from an earlier segment: it waits behind this call. */
  wait(callId: string, paused: PausedSubAgent): void {
    this.#paused.set(callId, paused);
    this.#begun.set(callId, paused.output.runId);
  }

  /** The sub-agent that a call without an answer has started, if the start of the call has been told. */
  begun(callId: string): string | undefined {
    return this.#begun.get(callId);
  }

  /** It has ended. */
  forget(callId: string): void {
    this.#paused.delete(callId);
  }

  /** A sub-agent goes on, and counts by itself what it has used. */
  counts(runId: string): void {
    for (const [callId, { output }] of this.#paused) if (output.runId === runId) this.#paused.delete(callId);
  }

  /** The sub-agents that wait, or are about to go on. */
  get waiting(): readonly RunOutputData[] {
    return [...this.#paused.values()].map(({ output }) => output);
  }

  /** Waits for those that work. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }

  /** Whether none works any more, and each that waits is one that a run with this ending waits for. */
  haveEnded(ending: Ending): boolean {
    return this.#working.size === 0 && this.#left(ending).length === 0;
  }

  /** The segment ends so: what works is waited for, and what nobody waits for any more is cancelled. */
  async end(ending: Ending): Promise<void> {
    await this.settled();
    for (const [callId, paused] of this.#left(ending)) {
      this.#paused.delete(callId);
      const { runId: threadId } = paused.output;
      const metrics = await cancelPaused(this.#run, paused);
      const reason = this.#run.scope.isCancelled ? this.#run.scope.words : "The run ended without it.";
      this.#run.emit({ event: "SubAgentKilled", stepId: callId, threadId, reason, metrics });
    }
  }

  #left(ending: Ending): readonly (readonly [string, PausedSubAgent])[] {
    const kept = ending.status === "PAUSED" ? ending.waiting.map(({ toolCallId }) => toolCallId) : [];
    return [...this.#paused].filter(([callId]) => !kept.includes(callId));
  }
}
