import { TOOL_BRAND } from "@definable/spec";
import type { Tool } from "@definable/spec";

/** True for what `tool()` made, also when another copy of this package made it. */
export function isTool(value: unknown): value is Tool {
  return typeof value === "object" && value !== null && TOOL_BRAND in value && value[TOOL_BRAND] === 1;
}
