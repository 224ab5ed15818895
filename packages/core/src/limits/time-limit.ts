import type { Limited } from "@definable/tools";
import type { Run } from "../run/run.ts";

/** Ends a run whose time is over, whatever it is doing: what was said and done stays. */
export class TimeLimit implements Limited {
  readonly #run: Run;
  due: number | undefined;

  constructor(run: Run, due: number) {
    this.#run = run;
    this.due = due;
  }

  expire(): void {
    this.due = undefined;
    this.#run.scope.stop("maxDurationMs");
  }
}
