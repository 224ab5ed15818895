import { CancellationToken } from "../../src/index.ts";
import type { Agent, RunEvent, RunStream } from "../../src/index.ts";
import type { CancelPlan } from "./plan.ts";

/** Cancels one run where and how its plan says. */
export class Canceller {
  readonly token: CancellationToken = new CancellationToken();
  readonly controller: AbortController = new AbortController();
  readonly #plan: CancelPlan | undefined;
  readonly #runId: string;
  readonly #pending: Promise<unknown>[] = [];
  agent: Agent | undefined;
  stream: RunStream | undefined;

  constructor(runId: string, plan: CancelPlan | undefined) {
    this.#runId = runId;
    this.#plan = plan;
    if (plan?.at === 0) this.#act(plan);
  }

  /** A handler inside the run sees an event. */
  heard(event: RunEvent): void {
    if (event.runId === this.#runId && this.#plan?.from === "handler" && event.seq === this.#plan.at) {
      this.#act(this.#plan);
    }
  }

  /** The reader of the stream sees an event. True: it leaves. */
  read(event: RunEvent): boolean {
    if (this.#plan?.from !== "reader" || event.seq !== this.#plan.at) return false;
    if (this.#plan.how === "leave") return true;
    this.#act(this.#plan);
    return false;
  }

  /** Waits for what it asked for: the run may have paused before, and is cancelled by one more segment then. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  #wait(asked: Promise<unknown> | undefined): void {
    // A store that breaks is somebody else's story.
    if (asked !== undefined) this.#pending.push(asked.catch(() => undefined));
  }

  #act({ how }: CancelPlan): void {
    switch (how) {
      case "signal":
        return this.controller.abort("by the signal");
      case "cancelRun":
        this.#wait(this.agent?.cancelRun(this.#runId, { userId: "u" }));
        return undefined;
      case "close":
        this.#wait(this.agent?.close());
        return undefined;
      case "stream":
        if (this.stream === undefined) this.token.cancel();
        else this.stream.cancel();
        return undefined;
      case "token":
      case "leave":
        return this.token.cancel();
      default:
        return how satisfies never;
    }
  }
}
