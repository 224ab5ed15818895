import type { Run } from "../run/run.ts";

/** The thinking that a model shows in one turn: from its first delta to its first word, or the end. */
export class ReasoningSpan {
  readonly #run: Run;
  #parts: string[] | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  get #stepId(): string {
    return `reasoning-${this.#run.turn}`;
  }

  /** Returns the moment of the delta. */
  delta(reasoningContent: string): number {
    const stepId = this.#stepId;
    if (this.#parts === undefined) {
      this.#parts = [];
      this.#run.emit("ReasoningStarted", { stepId });
    }
    this.#parts.push(reasoningContent);
    return this.#run.emit("ReasoningContentDelta", { stepId, reasoningContent }).createdAt;
  }

  /** Ends the span if one is open. A model that thinks again after speaking opens another. */
  end(error?: string): void {
    if (this.#parts === undefined) return;
    const reasoningContent = this.#parts.join("");
    this.#parts = undefined;
    this.#run.emit("ReasoningCompleted", {
      stepId: this.#stepId,
      reasoningContent,
      ...(error === undefined ? {} : { error }),
    });
  }
}
