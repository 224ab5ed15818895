import { ConfigError } from "@definable/spec";
import type { Tool } from "@definable/spec";

/** Throws a `ConfigError` with code `DUPLICATE_TOOL` that names both origins when two tools have one name. */
export function checkDistinctNames(tools: readonly Pick<Tool, "name" | "origin">[]): void {
  const seen = new Map<string, string>();
  for (const { name, origin = "the list of tools" } of tools) {
    const other = seen.get(name);
    if (other !== undefined) {
      const where = other === origin ? `both from ${origin}` : `one from ${other}, one from ${origin}`;
      throw new ConfigError(
        "DUPLICATE_TOOL",
        `Two tools are named "${name}": ${where}. Rename one with tool.with({ name: "..." }), or give a toolkit a prefix.`,
      );
    }
    seen.set(name, origin);
  }
}
