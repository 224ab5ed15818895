import type { AnyPhaseName, JsonValue } from "@definable/spec";
import type { RunContext } from "./run-context.ts";

/** What a phase of your own, or a hook on a phase, is told of the run and may do to it. */
export interface PhaseContext<Deps = unknown> extends RunContext<Deps> {
  /** The phase that runs, or that the hook stands at. */
  readonly phaseName: AnyPhaseName;
  /** What was said last: the answer, once `invoke_loop` is over. Empty before. */
  readonly content: string;
  /** Adds to what the model is told before the conversation, from its next call in this segment on. Never in an event. */
  readonly addInstructions: (text: string) => void;
  /** Tells a `CustomEvent`. Data that is no JSON throws `INVALID_INPUT`; once the run ends, nothing is told. */
  readonly emit: (name: string, data: JsonValue) => void;
}
