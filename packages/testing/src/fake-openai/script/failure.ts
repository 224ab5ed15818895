import { vendorError } from "../wire/vendor-error.ts";
import type { VendorErrorOptions } from "../wire/vendor-error.ts";
import type { FailureStep } from "./step.ts";

/** A request that the vendor refuses. */
export interface FailureOptions extends VendorErrorOptions {
  /** The HTTP status, such as 429. What the vendor says for it is filled in. */
  readonly status: number;
  /** Seconds, a date (sent as an HTTP date), or the exact text of the `Retry-After` header. Default: no header. */
  readonly retryAfter?: number | Date | string | undefined;
  /** Sent as `retry-after-ms`. Default: no header. */
  readonly retryAfterMs?: number | undefined;
  /** Sent as `x-should-retry`. Default: no header. */
  readonly shouldRetry?: boolean | undefined;
  /** Further headers. They go before those made from the other options. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Wait before the headers, in milliseconds. Default 0. */
  readonly delayMs?: number | undefined;
}

/**
 * A step that answers with an HTTP error in the vendor's body shape. Message, type, param and code default to what the
 * vendor says for the status, or for the code (`insufficient_quota`, `context_length_exceeded` ...).
 */
export function failure(options: FailureOptions): FailureStep {
  return {
    kind: "failure",
    status: options.status,
    error: vendorError(options.status, options),
    headers: { ...retryHeaders(options), ...options.headers },
    delayMs: options.delayMs ?? 0,
  };
}

function retryHeaders({ retryAfter, retryAfterMs, shouldRetry }: FailureOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) {
    headers["retry-after"] = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
  }
  if (retryAfterMs !== undefined) headers["retry-after-ms"] = String(retryAfterMs);
  if (shouldRetry !== undefined) headers["x-should-retry"] = String(shouldRetry);
  return headers;
}
