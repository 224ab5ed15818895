import { ConfigError } from "@definable/spec";
import type { Tool } from "@definable/spec";
import { declaredTools } from "./define/declared-tools.ts";

/**
 * The tools that `@tool` made of an instance's methods, bound to it, in order of declaration, inherited ones first.
 * Decorators cannot tell the types what the methods read from `ctx.dependencies`: `Deps` is your word for it.
 * Throws a `ConfigError` with code `INVALID_TOOL` when there is none.
 */
export function toolsOf<Deps = unknown>(instance: object): readonly Tool<never, unknown, Deps>[] {
  const tools = declaredTools(instance);
  if (tools.length === 0) {
    const what =
      typeof instance === "function"
        ? `the class ${instance.name}: give an instance, toolsOf(new ${instance.name}(...))`
        : "an object without a method that is decorated with @tool";
    throw new ConfigError("INVALID_TOOL", `toolsOf() was given ${what}.`);
  }
  // The docstring puts the truth of Deps on the caller; at run time it is only what the context carries.
  return tools as readonly Tool<never, unknown, Deps>[];
}
