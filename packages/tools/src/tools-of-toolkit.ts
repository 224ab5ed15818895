import { ConfigError } from "@definable/spec";
import type { Tool, Toolkit } from "@definable/spec";
import { isTool } from "./is-tool.ts";

/**
 * The tools of any toolkit as an agent takes them: with the toolkit's prefix, and with its name as their origin.
 * Throws a `ConfigError` for what is no tool, and when a name with its prefix no longer fits.
 */
export function toolsOfToolkit<Deps>(
  kit: Omit<Toolkit<Deps>, "initialize" | "close">,
): readonly Tool<never, unknown, Deps>[] {
  const { name, tools, prefix = "" } = kit;
  return tools.map((tool) => {
    if (!isTool(tool)) {
      throw new ConfigError("INVALID_TOOL", `Toolkit "${name}" holds something that tool() did not make.`);
    }
    const origin = tool.origin ?? `toolkit "${name}"`;
    if (prefix === "" && origin === tool.origin) return tool;
    return tool.with({ name: `${prefix}${tool.name}`, origin });
  });
}
