import { ConfigError } from "@definable/spec";

/**
 * The script and the run do not fit: the model was asked more often than the script says, steps were left over, or a
 * step contradicts itself. Always the test's fault or a finding of it: never retried.
 */
export class ScriptError extends ConfigError {
  /** Which of the three it is. */
  readonly reason: "unexpectedCall" | "unusedSteps" | "invalidStep";

  constructor(reason: ScriptError["reason"], message: string) {
    super("INVALID_CONFIG", message);
    this.reason = reason;
  }
}
