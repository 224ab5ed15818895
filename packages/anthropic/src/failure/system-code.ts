/** Causes deeper than this are a circle. */
const MAX_DEPTH = 5;

/**
 * The operating system's or the runtime's name for a failed connection, such as ECONNREFUSED, from however deep it lies.
 * Safe to show: it comes from this machine, not from the vendor.
 */
export function systemCodeOf(error: unknown, depth: number = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > MAX_DEPTH) return undefined;
  const { code, cause, errors } = error as {
    readonly code?: unknown;
    readonly cause?: unknown;
    readonly errors?: unknown;
  };
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  // A host with several addresses fails once for each.
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return systemCodeOf(cause, depth + 1) ?? systemCodeOf(first, depth + 1);
}
