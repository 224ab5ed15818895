import { ConfigError, TOOL_BRAND } from "@definable/spec";
import type { JsonSchema, StandardSchema, Tool, ToolBehaviour, ToolChanges, ToolContext } from "@definable/spec";
import { splitSchema } from "../schema/split-schema.ts";
import { checkChanges } from "./check-options.ts";

/** What is known of a tool before anybody says how it runs. All of it has been checked. */
export interface ToolDefinition<Input> extends ToolBehaviour<Input> {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: StandardSchema;
  /** The JSON Schema of the whole input. */
  readonly schema: JsonSchema;
  readonly externalExecution?: boolean | undefined;
  readonly origin?: string | undefined;
}

/** A checked definition with the function that runs. */
export interface ToolParts<Input, Output, Deps> extends ToolDefinition<Input> {
  readonly execute: (input: Input, context: ToolContext<Deps>) => Output | Promise<Output>;
}

const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * Makes the frozen tool and applies the defaults, here and nowhere else. Every tool has the same keys in the same
 * order, so that the code that reads them stays fast.
 */
export function buildTool<Input, Output, Deps>(parts: ToolParts<Input, Output, Deps>): Tool<Input, Output, Deps> {
  checkOneQuestion(parts);
  const { shown, asked } = splitSchema(parts.name, parts.schema, { ...parts, requiresUserInput: asksPerson(parts) });
  return Object.freeze({
    [TOOL_BRAND]: 1 as const,
    name: parts.name,
    description: parts.description,
    inputSchema: parts.inputSchema,
    parameters: shown,
    userInputSchema: asked,
    externalExecution: parts.externalExecution ?? false,
    origin: parts.origin,
    execute: parts.execute,
    sequential: parts.sequential ?? false,
    requiresConfirmation: parts.requiresConfirmation ?? false,
    requiresUserInput: asksPerson(parts),
    userInputFields: parts.userInputFields,
    decideWithinMs: parts.decideWithinMs,
    onExpire: parts.onExpire ?? "deny",
    stopAfterToolCall: parts.stopAfterToolCall ?? false,
    showResult: parts.showResult ?? parts.stopAfterToolCall ?? false,
    concurrencyKey: parts.concurrencyKey,
    instructions: parts.instructions,
    preHook: parts.preHook,
    postHook: parts.postHook,
    hooks: parts.hooks,
    cache: parts.cache ?? false,
    timeoutMs: parts.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    effect: parts.effect ?? "once",
    strict: parts.strict,
    with(changes: ToolChanges<Input>): Tool<Input, Output, Deps> {
      checkChanges(parts.name, changes);
      return buildTool({
        ...parts,
        ...changes,
        name: changes.name ?? parts.name,
        description: changes.description ?? parts.description,
        origin: changes.origin ?? parts.origin,
      });
    },
  });
}

/** Naming the fields is enough. */
function asksPerson<Input>({ requiresUserInput, userInputFields }: ToolDefinition<Input>): boolean {
  return requiresUserInput ?? userInputFields !== undefined;
}

/** A call can wait for one thing only. Throws a `ConfigError`. */
function checkOneQuestion<Input>(parts: ToolDefinition<Input>): void {
  const { requiresConfirmation = false, externalExecution = false } = parts;
  const requiresUserInput = asksPerson(parts);
  const asked = { requiresConfirmation, requiresUserInput, externalExecution };
  const set = Object.entries(asked).flatMap(([option, value]) => (value === false ? [] : [option]));
  if (set.length < 2) return;
  throw new ConfigError(
    "INVALID_TOOL",
    `Tool "${parts.name}" has ${set.join(" and ")}: a call can wait for one thing only. Choose one.`,
  );
}
