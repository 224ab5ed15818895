/** What the headers of a refusal say, and when they come. */
export interface FailureHeaders {
  /** Seconds, a date (sent as an HTTP date), or the exact text of the `Retry-After` header. Default: no header. */
  readonly retryAfter?: number | Date | string | undefined;
  /** Sent as `retry-after-ms`. Default: no header. */
  readonly retryAfterMs?: number | undefined;
  /** Sent as `x-should-retry`. Default: no header. */
  readonly shouldRetry?: boolean | undefined;
  /** Further headers. They go before those made from the other options. Default none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Wait before the headers, in milliseconds. Default 0. */
  readonly delayMs?: number | undefined;
}

/** The headers that the options ask for. */
export function failureHeaders(options: FailureHeaders): Readonly<Record<string, string>> {
  const { retryAfter, retryAfterMs, shouldRetry } = options;
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) {
    headers["retry-after"] = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
  }
  if (retryAfterMs !== undefined) headers["retry-after-ms"] = String(retryAfterMs);
  if (shouldRetry !== undefined) headers["x-should-retry"] = String(shouldRetry);
  return { ...headers, ...options.headers };
}
