import { ConfigError } from "@definable/spec";
import type { InferOutput, StandardSchema, Tool } from "@definable/spec";
import { buildTool } from "./define/build-tool.ts";
import { checkOptions } from "./define/check-options.ts";
import { decorateMethod } from "./define/decorate-method.ts";
import { readDefinition } from "./define/read-definition.ts";
import type { ExternalToolOptions, ToolDecorator, ToolMethodOptions, ToolOptions } from "./tool-options.ts";

/**
 * Makes a tool: something that a model may call. Give it a name, a description, a schema and a function.
 *
 * The result is frozen; `with` gives a changed copy. Throws a `ConfigError` at once when the model could not call the
 * tool: a bad name, no description, a schema without JSON Schema or whose root is no object, an unknown option.
 */
export function tool<Schema extends StandardSchema, Output, Deps = unknown>(
  options: ToolOptions<Schema, Output, Deps>,
): Tool<InferOutput<Schema>, Output, Deps>;
/** With `externalExecution: true` a tool without a function: a run that calls it pauses until somebody gives the result. */
export function tool<Schema extends StandardSchema>(
  options: ExternalToolOptions<Schema>,
): Tool<InferOutput<Schema>, never, unknown>;
/**
 * Without `execute`, a decorator that makes a tool of a method; `toolsOf(instance)` collects them. A standard (TC39)
 * decorator: it needs tsc, tsx or vite, and `experimentalDecorators` off.
 */
export function tool<Schema extends StandardSchema>(
  options: ToolMethodOptions<Schema>,
): ToolDecorator<InferOutput<Schema>>;
export function tool(
  options:
    | ToolOptions<StandardSchema, unknown, never>
    | ExternalToolOptions<StandardSchema>
    | ToolMethodOptions<StandardSchema>,
): Tool | ToolDecorator<never> {
  checkOptions("tool()", options);
  if ("externalExecution" in options && options.externalExecution === true) return externalTool(options);
  if (!("execute" in options)) return decorateMethod(options as ToolMethodOptions<StandardSchema>);
  const { execute } = options;
  if (typeof execute !== "function") {
    throw new ConfigError(
      "INVALID_TOOL",
      `Tool "${String(options.name)}" has an execute of type ${typeof execute}. Give a function, or leave execute out to decorate a method.`,
    );
  }
  return buildTool<never, unknown, never>({ ...readDefinition(options, options.name), execute });
}

function externalTool(options: ExternalToolOptions<StandardSchema>): Tool {
  if (options.execute !== undefined) {
    throw new ConfigError(
      "INVALID_TOOL",
      `Tool "${options.name}" has externalExecution and an execute. Leave one of them out: an external tool runs elsewhere.`,
    );
  }
  const execute = (): never => {
    throw new Error(`Tool "${options.name}" is carried out elsewhere: give its result to the run that waits for it.`);
  };
  return buildTool<never, unknown, never>({
    ...readDefinition(options, options.name),
    externalExecution: true,
    execute,
  });
}
