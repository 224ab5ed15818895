import { ToolError } from "@definable/spec";
import type { JsonObject, JsonValue, Tool, ToolContext } from "@definable/spec";
import { carryOutCall } from "./carry-out-call.ts";
import { validateInput } from "./validate-input.ts";

/** What a test may set of the tool's context; all that is left out has a plain value. */
export type CallToolContext<Deps> = Partial<ToolContext<Deps>>;

/** The context is optional unless the tool reads typed dependencies: then they must be given. */
export type CallToolArguments<Deps> = unknown extends Deps
  ? [context?: CallToolContext<Deps>]
  : [context: CallToolContext<Deps> & { readonly dependencies: Deps }];

/**
 * Calls a tool as an agent would, for tests of tools: checks the input against the schema, runs `execute` and gives
 * what it returned. There is no run around it: `requiresConfirmation`, `timeoutMs` and `sequential` do nothing here.
 * Rejects with a `ToolError` of code `TOOL_INPUT_INVALID`, whose message is what the model would read, when the input
 * does not fit; what the tool throws comes through as it is.
 */
export async function callTool<Output, Deps>(
  tool: Tool<never, Output, Deps>,
  input: JsonObject,
  ...[context]: CallToolArguments<Deps>
): Promise<Output> {
  const validating = validateInput(tool, input);
  // Awaiting only what is a promise lets the tool start before callTool returns, as a test expects that then aborts it.
  const validated = validating instanceof Promise ? await validating : validating;
  if (!validated.ok) throw new ToolError("TOOL_INPUT_INVALID", validated.error);
  const call = { tool: tool as Tool, input: validated.value, context: testContext(context ?? {}) as ToolContext };
  // Hooks may give something else than the function does; without them it is what the function gives.
  return carryOutCall({ ...call, now: Date.now }) as Output | Promise<Output>;
}

function testContext<Deps>(given: CallToolContext<Deps>): ToolContext<Deps> {
  return {
    signal: new AbortController().signal,
    callId: "call_1",
    idempotencyKey: "run_1:call_1",
    runId: "run_1",
    sessionId: "session_1",
    sessionState: {},
    // CallToolArguments demands the dependencies of every tool that names their type.
    dependencies: undefined as Deps,
    agent: { agentId: "agent_1", name: "Agent" },
    images: [],
    videos: [],
    audio: [],
    files: [],
    emit(_name: string, _data: JsonValue): void {},
    ...given,
  };
}
