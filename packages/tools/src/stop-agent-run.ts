/**
 * Throw it from a tool to end the run with this call, without asking the model again. The message is the result of the call,
 * and the answer of the run when the model said nothing. The other calls of the batch are carried out.
 */
export class StopAgentRun extends Error {
  /** Tells it from other errors in a log. */
  override readonly name = "StopAgentRun";
  /** The mark by which it is recognised, also when two copies of a package are installed. */
  readonly "~stopAgentRun": true = true;
}

/** Whether something thrown is meant to end the run. */
export function isStopAgentRun(error: unknown): error is StopAgentRun {
  return typeof error === "object" && error !== null && "~stopAgentRun" in error;
}
