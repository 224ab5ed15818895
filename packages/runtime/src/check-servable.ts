import { ConfigError } from "@definable/spec";

/** Throws a `ConfigError` when the first argument is not an agent, and shows the call as it should be. */
export function checkServable(value: unknown, call: string): void {
  if (typeof value === "object" && value !== null && "~servable" in value) return;
  throw new ConfigError("INVALID_CONFIG", `The first argument must be an agent: ${call}.`);
}
