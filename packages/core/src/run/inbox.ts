import type { UserMessage } from "@definable/spec";

/** Messages that came while the run was under way, and whoever wants to know whether they reached the model. */
export interface Letter {
  /** What is said, oldest first. */
  readonly messages: readonly UserMessage[];
  /** Whether it steers the next model call or waits for a turn of its own. */
  readonly via: "steer" | "queue";
  /** Told once: whether the run goes on with it. */
  readonly answer: (isDelivered: boolean) => void;
}

/** What is said to a run while it is under way: before its next model call, or as a turn of its own afterwards. */
export class Inbox {
  #letters: Letter[] = [];
  #isClosed = false;

  /** True when nothing waits to be said. */
  get isEmpty(): boolean {
    return this.#letters.length === 0;
  }

  /** Resolves with true when the run goes on with the messages, with false when it ends without. */
  post(messages: readonly UserMessage[], via: "steer" | "queue"): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false);
    return new Promise((answer) => this.#letters.push({ messages, via, answer }));
  }

  /** Takes out what goes to the model now: all that steers, and, when the model is done, the turn that waited longest. */
  take(isDone: boolean): readonly Letter[] {
    const queued = isDone ? this.#letters.find(({ via }) => via === "queue") : undefined;
    const taken = this.#letters.filter((letter) => letter.via === "steer" || letter === queued);
    this.#letters = this.#letters.filter((letter) => !taken.includes(letter));
    return taken;
  }

  /** The run ends: what is left does not reach the model. */
  close(): void {
    this.#isClosed = true;
    for (const { answer } of this.#letters.splice(0)) answer(false);
  }
}
