import { ConfigError } from "@definable/spec";
import { loadRunAround } from "../parts.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import type { Run } from "../run/run.ts";
import type { Around } from "./around.ts";
import type { Middleware } from "./middleware.ts";
import { Pipeline, pipelineNow } from "./pipeline.ts";
import type { AfterResponse, BeforeRequest } from "./request-hooks.ts";

/** The functions that stand around the phases, by their place. */
export interface Callers {
  readonly middleware: readonly Middleware<never>[];
  readonly before: readonly BeforeRequest<never>[];
  readonly after: readonly AfterResponse[];
}

/** What an agent has around the phases of its runs. Lists are replaced, not changed: a segment keeps those it began with. */
export class Surroundings<Deps> implements Around {
  readonly pipeline: Pipeline<Deps> = new Pipeline();
  #callers: Callers = { middleware: [], before: [], after: [] };

  /** Adds a function at the end of its list. Returns the remover. */
  add<Place extends keyof Callers>(place: Place, call: Callers[Place][number]): () => void {
    if (typeof call !== "function")
      throw new ConfigError("INVALID_CONFIG", `What stands around a run must be a function; got ${typeof call}.`);
    this.#callers = { ...this.#callers, [place]: [...this.#callers[place], call] };
    let isThere = true;
    return () => {
      const list: readonly unknown[] = this.#callers[place];
      if (isThere) this.#callers = { ...this.#callers, [place]: list.toSpliced(list.indexOf(call), 1) };
      isThere = false;
    };
  }

  run(run: Run): Promise<SegmentResult> {
    const plan = { ...this.#callers, ...pipelineNow(this.pipeline) };
    return loadRunAround().then(({ runAround }) => runAround(run, plan));
  }
}
