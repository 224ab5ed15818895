import { ERROR_CODES, ERROR_MEANINGS, isDefinableError } from "@definable/spec";
import type { ErrorCode } from "@definable/spec";

/** What every failed request is answered with: a problem document with these fields and nothing else. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly runId?: string;
}

const UNKNOWN_FAILURE =
  "The server failed in a way that it did not expect. Try again, or report it with this run's id.";

/** The problem of one code. `detail` must be safe to show: no secrets, no text of a vendor. */
export function problem(code: ErrorCode, detail: string, runId?: string): Problem {
  const { status } = ERROR_CODES[code];
  const words = { type: `urn:definable:error:${code}`, title: ERROR_MEANINGS[code], status, detail, code };
  return runId === undefined ? words : { ...words, runId };
}

/** The problem of anything that was thrown. What is not an error of ours says nothing of itself: it may hold secrets. */
export function problemOf(error: unknown, runId?: string): Problem {
  return isDefinableError(error)
    ? problemOfCode(error.code, error.message, runId)
    : problem("INTERNAL", UNKNOWN_FAILURE, runId);
}

/** The problem of a code that came as text, from an event or from another copy of the library with newer codes. */
export function problemOfCode(code: string, detail: string, runId?: string): Problem {
  return isErrorCode(code) ? problem(code, detail, runId) : problem("INTERNAL", UNKNOWN_FAILURE, runId);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}
