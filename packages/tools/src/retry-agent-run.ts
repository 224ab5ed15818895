/**
 * Throw it from a tool to let the model try again: it reads the message as the result of the call, which counts as failed.
 * Any error does that; this one says that it was meant.
 */
export class RetryAgentRun extends Error {
  /** Tells it from other errors in a log. */
  override readonly name = "RetryAgentRun";
}
