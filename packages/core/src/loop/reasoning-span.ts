import type { Run } from "../run/run.ts";

/** The thinking that a model shows in one turn: from its first delta to its first word, or the end. */
export class ReasoningSpan {
  readonly #run: Run;
  #parts: string[] | undefined;
  #spans = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  get #stepId(): string {
    return this.#spans < 2 ? `reasoning-${this.#run.turn}` : `reasoning-${this.#run.turn}-${this.#spans}`;
  }

  /** Returns the moment of the delta. */
  delta(reasoningContent: string): number {
    if (this.#parts === undefined) {
      this.#parts = [];
      this.#spans += 1;
      this.#run.emit({ event: "ReasoningStarted", stepId: this.#stepId });
    }
    this.#parts.push(reasoningContent);
    return this.#run.emit({ event: "ReasoningContentDelta", stepId: this.#stepId, reasoningContent });
  }

  /** Ends the span if one is open. A model that thinks again after speaking opens another. */
  end(error?: string): void {
    if (this.#parts === undefined) return;
    const reasoningContent = this.#parts.join("");
    this.#parts = undefined;
    this.#run.emit({
      event: "ReasoningCompleted",
      stepId: this.#stepId,
      reasoningContent,
      ...(error === undefined ? {} : { error }),
    });
  }
}
