import type { ToolContext } from "../../src/index.ts";

/** What the tools of a played plan share: it counts how often each call was carried out, and holds those that are deaf. */
export class ToolDesk {
  readonly #executions: Map<string, number> = new Map();
  readonly #held: ((text: string) => void)[] = [];
  readonly #contexts: ToolContext<ToolDesk>[] = [];

  /** A call begins. */
  enter(context: ToolContext<ToolDesk>): void {
    const key = `${context.runId} ${context.callId}`;
    this.#executions.set(key, (this.#executions.get(key) ?? 0) + 1);
    this.#contexts.push(context);
  }

  /** How often a call of a run was carried out. */
  executions(runId: string, callId: string): number {
    return this.#executions.get(`${runId} ${callId}`) ?? 0;
  }

  /** Settles when `letGo` is called, whatever any signal says. */
  hold(): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#held.push(resolve);
    return promise;
  }

  /** Lets the deaf tools answer, and every tool speak that was ever called: all of it is too late. */
  letGo(): void {
    for (const resolve of this.#held.splice(0)) resolve("too late");
    for (const context of this.#contexts.splice(0)) context.emit("late", null);
  }
}
