import type { ErrorCode } from "@definable/spec";
import { isDefinableError } from "@definable/spec";

/** An error as it may leave the process: a code and a safe message. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly cause: unknown;
}

/** Errors of this library carry safe messages; of others only their place may be told, never their text. */
export function describeFailure(error: unknown): Failure {
  if (isDefinableError(error)) return { code: error.code, message: error.message, cause: error };
  return {
    code: "INTERNAL",
    message:
      "The run failed with an error that is not described here, because it may hold secrets. Look at its cause in the process.",
    cause: error,
  };
}
