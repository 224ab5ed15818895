import type { IncomingHttpHeaders } from "node:http";

const SECRET = new Set(["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key"]);

/** The headers that may be kept: a recorded request must not hold a key, tests print their records. */
export function publicHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || SECRET.has(name)) continue;
    kept[name] = typeof value === "string" ? value : value.join(", ");
  }
  return kept;
}
