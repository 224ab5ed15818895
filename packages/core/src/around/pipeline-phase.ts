import type { AnyPhaseName } from "@definable/spec";
import type { PhaseContext } from "./phase-context.ts";

/** A stage of your own in every segment of an agent's runs. */
export interface PipelinePhase<Deps = unknown> {
  /** Unlike every other phase's; told by `PhaseStarted` and `PhaseCompleted`. */
  readonly name: string;
  /** False skips the phase: it then says nothing. Default: it is wanted. */
  wanted?(context: PhaseContext<Deps>): boolean;
  /** Does the work. What it returns is awaited; a throw fails the run. */
  run(context: PhaseContext<Deps>): unknown;
}

/** Where a hook stands: at one phase, or at each (`before:*`, `after:*`). */
export type HookSpec = `${"before" | "after" | "instead"}:${AnyPhaseName | "*"}`;

/** Called where its spec says. What it returns is awaited. */
export type PhaseHook<Deps = unknown> = (context: PhaseContext<Deps>) => unknown;
