import type { StandardSchema, ToolBehaviour } from "@definable/spec";
import { toParameters } from "../schema/to-parameters.ts";
import { checkDescription, checkName } from "./check-options.ts";
import type { ToolDefinition } from "./build-tool.ts";

interface Described<Input> extends ToolBehaviour<Input> {
  readonly description: string;
  readonly inputSchema: StandardSchema;
}

/** Checks name, description and schema, and makes the JSON Schema that the model sees. Throws a `ConfigError`. */
export function readDefinition<Input>(options: Described<Input>, name: unknown): ToolDefinition<Input> {
  const checkedName = checkName(name);
  checkDescription(checkedName, options.description);
  const { sequential, requiresConfirmation, stopAfterToolCall, timeoutMs, effect, strict } = options;
  const { requiresUserInput, userInputFields, decideWithinMs, onExpire } = options;
  const { showResult, concurrencyKey, instructions, preHook, postHook, hooks, cache } = options;
  return {
    name: checkedName,
    description: options.description,
    inputSchema: options.inputSchema,
    schema: toParameters(options.inputSchema, `Tool "${checkedName}"`),
    sequential,
    requiresConfirmation,
    requiresUserInput,
    userInputFields,
    decideWithinMs,
    onExpire,
    showResult,
    concurrencyKey,
    instructions,
    preHook,
    postHook,
    hooks,
    cache,
    stopAfterToolCall,
    timeoutMs,
    effect,
    strict,
  };
}
