import { ConfigError } from "@definable/spec";
import type { StandardSchema } from "@definable/spec";
import type { ToolDecorator, ToolMethodOptions } from "../tool-options.ts";
import { buildTool } from "./build-tool.ts";
import { declareTool } from "./declared-tools.ts";
import { readDefinition } from "./read-definition.ts";

/**
 * The decorator behind `@tool(options)`. The method stays as it is; each new instance gets a tool that is bound to it.
 * A subclass that overrides the method is heard: the tool looks the method up when it is called.
 */
export function decorateMethod(options: ToolMethodOptions<StandardSchema>): ToolDecorator<never> {
  return (method, context) => {
    refuseOtherThanMethods(context);
    const definition = readDefinition(options, options.name ?? nameOf(context.name));
    // Private methods of a class and its subclass may share a name and are still two.
    const key = context.private ? method : context.name;
    context.addInitializer(function () {
      const bound = buildTool<never, unknown, never>({
        ...definition,
        execute: (input, toolContext) => context.access.get(this).call(this, input, toolContext),
      });
      // A method's `this` is an object: only static methods could differ, and they were refused.
      declareTool(this as object, key, bound);
    });
  };
}

/** JavaScript and old compilers call decorators in ways that the types do not know. */
function refuseOtherThanMethods(context: unknown): void {
  if (typeof context !== "object" || context === null || !("kind" in context)) {
    throw new ConfigError(
      "INVALID_CONFIG",
      "@tool was called as a legacy decorator. Remove experimentalDecorators from tsconfig.json (and from the bundler): @tool is a standard decorator.",
    );
  }
  const isStatic = "static" in context && context.static === true;
  if (context.kind !== "method" || isStatic) {
    throw new ConfigError(
      "INVALID_TOOL",
      `@tool was put on a ${isStatic ? "static " : ""}${String(context.kind)}. It makes tools of instance methods only.`,
    );
  }
}

function nameOf(name: string | symbol): string {
  if (typeof name === "string") return name.replace(/^#/, "");
  throw new ConfigError("INVALID_TOOL", `@tool on the method ${String(name)} needs a name: @tool({ name: "..." }).`);
}
