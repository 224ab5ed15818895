/**
 * How long the vendor asks to wait, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date. Undefined
 * when it does not say, or says something else. As long as it says: whoever retries caps it.
 */
export function retryAfterMs(headers: Headers | undefined, now: () => number): number | undefined {
  const exact = number(headers?.get("retry-after-ms"));
  if (exact !== undefined) return exact;
  const said = headers?.get("retry-after")?.trim();
  if (said === undefined || said === "") return undefined;
  const seconds = number(said);
  if (seconds !== undefined) return seconds * 1000;
  // JavaScript reads a date into almost anything: one of HTTP names the day of the week.
  const date = /^[a-z]{3},? /i.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}

function number(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Number(text);
}
