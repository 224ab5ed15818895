import { ConfigError } from "@definable/spec";
import type { InferOutput, StandardSchema, Tool } from "@definable/spec";
import { buildTool } from "./define/build-tool.ts";
import { checkOptions } from "./define/check-options.ts";
import { decorateMethod } from "./define/decorate-method.ts";
import { readDefinition } from "./define/read-definition.ts";
import type { ToolDecorator, ToolMethodOptions, ToolOptions } from "./tool-options.ts";

/**
 * Makes a tool: something that a model may call. Give it a name, a description, a schema and a function.
 *
 * The result is frozen; `with` gives a changed copy. Throws a `ConfigError` at once when the model could not call the
 * tool: a bad name, no description, a schema without JSON Schema or whose root is no object, an unknown option.
 */
export function tool<Schema extends StandardSchema, Output, Deps = unknown>(
  options: ToolOptions<Schema, Output, Deps>,
): Tool<InferOutput<Schema>, Output, Deps>;
/**
 * Without `execute`, a decorator that makes a tool of a method; `toolsOf(instance)` collects them. A standard (TC39)
 * decorator: it needs tsc, tsx or vite, and `experimentalDecorators` off.
 */
export function tool<Schema extends StandardSchema>(
  options: ToolMethodOptions<Schema>,
): ToolDecorator<InferOutput<Schema>>;
export function tool(
  options: ToolOptions<StandardSchema, unknown, never> | ToolMethodOptions<StandardSchema>,
): Tool | ToolDecorator<never> {
  checkOptions("tool()", options);
  if (!("execute" in options)) return decorateMethod(options);
  const { execute } = options;
  if (typeof execute !== "function") {
    throw new ConfigError(
      "INVALID_TOOL",
      `Tool "${String(options.name)}" has an execute of type ${typeof execute}. Give a function, or leave execute out to decorate a method.`,
    );
  }
  return buildTool<never, unknown, never>({ ...readDefinition(options, options.name), execute });
}
