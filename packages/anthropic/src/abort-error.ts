/** What a call is rejected with whose signal aborted: the caller's own reason when it is an error. */
export function abortError(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  if (reason instanceof Error) return reason;
  return new DOMException("The model call was aborted.", "AbortError");
}
