import { DefinableError } from "@definable/spec";
import type { ErrorCode } from "@definable/spec";
import type { RunOutput } from "./run-output.ts";

/** What `run()` rejects with when the run failed, or was blocked with `onBlock: "raise"`. `output` holds what was said and done until then. */
export class AgentRunError extends DefinableError {
  readonly #output: RunOutput;

  constructor(code: ErrorCode, output: RunOutput, cause: unknown) {
    const blocked = output.status === "BLOCKED" ? `A guardrail blocked the run: ${output.content}` : undefined;
    super(code, output.error ?? blocked ?? "The run failed.", { cause });
    this.#output = output;
  }

  /** Not shown when the error is printed: a transcript would bury the message. */
  get output(): RunOutput {
    return this.#output;
  }
}
