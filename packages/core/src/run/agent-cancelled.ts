import { DefinableError } from "@definable/spec";
import type { RunOutput } from "./run-output.ts";

/** What `run()` rejects with when the run was cancelled. `output` holds what was said and done until then. */
export class AgentCancelled extends DefinableError {
  readonly #output: RunOutput | undefined;

  constructor(message: string, output?: RunOutput) {
    super("RUN_CANCELLED", message);
    this.#output = output;
  }

  /** Not shown when the error is printed. Undefined when a token threw it outside of a run. */
  get output(): RunOutput | undefined {
    return this.#output;
  }
}
