import type { RunEvent } from "@definable/spec";
import type { Barrier } from "../run/run-extras.ts";
import type { ReplayingRun } from "./replaying-run.ts";

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** The guardrails of a recorded run: what passed is in the record as it passed, so only a reply that was blocked is judged. */
export class RecordedGuards implements Barrier {
  readonly judgesInput = false;
  readonly judgesCalls = false;
  readonly holdsText = false;
  readonly heldInput = undefined;
  readonly judgeInput: () => Promise<undefined> = nothing;
  readonly judgeFile: () => Promise<undefined> = nothing;
  readonly judgeLookedUp: () => Promise<undefined> = nothing;
  readonly judgeAnswer: () => Promise<undefined> = nothing;
  readonly #run: ReplayingRun;

  constructor(run: ReplayingRun) {
    this.#run = run;
  }

  /** Whether guardrails judged something of a segment. */
  static isIn(events: readonly RunEvent[]): boolean {
    return events.some(({ event }) => event === "GuardrailChecked" || event === "GuardrailBlocked");
  }

  /** True for a reply of which the record has nothing: no words, no calls, no failure. */
  get judgesReplies(): boolean {
    const { script, turn } = this.#run;
    const { last } = script;
    if (!script.isFollowed || last.event !== "RunCompleted" || last.status !== "BLOCKED") return false;
    const ended = script.find("ModelCallCompleted", (event) => event.turn === turn && event.purpose === undefined);
    return ended !== undefined && ended.message === undefined && ended.error === undefined;
  }

  judgeReply(): Promise<undefined> {
    // Its words are the record's, when the segment ends.
    this.#run.ending = { status: "BLOCKED", reason: "Blocked", raises: false };
    return nothing();
  }

  judgeCalls(): Promise<never> {
    return Promise.reject(new TypeError("The calls of a replay are not judged."));
  }

  takeLetters(): Promise<never> {
    return Promise.reject(new TypeError("What is said to a replay is not judged."));
  }

  passes(): Promise<boolean> {
    return Promise.resolve(true);
  }
}
