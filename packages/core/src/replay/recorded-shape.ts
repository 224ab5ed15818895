import type { RunEvent } from "@definable/spec";
import type { Shape } from "../run/run-extras.ts";
import type { Ending } from "../run/ending.ts";
import type { Run } from "../run/run.ts";
import type { ShapedAnswer } from "../shape/answer-shape.ts";
import type { Script } from "./script.ts";

/** The shape of a recorded answer: it fits, or is asked for once more, where the record says so. The schema is in no event. */
export class RecordedShape implements Shape {
  readonly outputFormat = undefined;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  /** Whether a segment has an answer with a shape. */
  static isIn(events: readonly RunEvent[]): boolean {
    return events.some(
      (event) =>
        (event.event === "RunInputAdded" && event.via === "repair") ||
        (event.event === "RunCompleted" && event.contentType === "json"),
    );
  }

  begin(): void {
    // Nothing is read on the way.
  }

  heard(): undefined {
    return undefined;
  }

  answer(ending: Ending): ShapedAnswer | undefined {
    const { isFollowed, last } = this.#script;
    if (!isFollowed || ending.status !== "COMPLETED") return undefined;
    if (last.event !== "RunCompleted" || last.contentType !== "json") return undefined;
    const json = last.parsed ?? null;
    // A recorded answer came out of JSON.
    return { content: last.content, value: json, json: json as ShapedAnswer["json"] };
  }

  async check(run: Run): Promise<void> {
    const { isFollowed, next, last, failure } = this.#script;
    if (isFollowed && next?.event === "PhaseCompleted" && last.event === "RunError") throw failure;
    if (isFollowed && next?.event === "RunInputAdded" && next.via === "repair") {
      run.emit({ event: "RunInputAdded", messages: next.messages, via: "repair" });
      run.ending = undefined;
    }
  }
}
