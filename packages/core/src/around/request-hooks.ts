import type { RunOutput } from "../run/run-output.ts";
import type { RunContext } from "./run-context.ts";

/** Called before the phases of each segment. What it returns is awaited; what it throws is logged by name. */
export type BeforeRequest<Deps = unknown> = (context: RunContext<Deps>) => unknown;

/** Called with what came of each segment, however it ended. What it returns is awaited; what it throws is logged by name. */
export type AfterResponse = (output: RunOutput) => unknown;
