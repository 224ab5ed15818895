import type { AnyPhaseName } from "@definable/spec";
import type { Run } from "../run/run.ts";

/** One stage of a run. */
export interface Phase {
  readonly name: AnyPhaseName;
  /** False skips the phase: it then says nothing. */
  wanted(run: Run): boolean;
  /** Does the work. A throw ends the run. */
  run(run: Run): void | Promise<void>;
}
