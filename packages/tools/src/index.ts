export { tool } from "./tool.ts";
export type { ExternalToolOptions, ToolOptions, ToolMethodOptions, ToolDecorator } from "./tool-options.ts";
export { toolsOf } from "./tools-of.ts";
export { toolkit } from "./toolkit.ts";
export type { ToolkitOptions } from "./toolkit.ts";
export type { DependenciesOf } from "./dependencies-of.ts";
export { toolsOfToolkit } from "./tools-of-toolkit.ts";
export { checkDistinctNames } from "./distinct-names.ts";
export { isTool } from "./is-tool.ts";
export { toJsonSchema } from "./schema/to-json-schema.ts";
export { parseArguments } from "./call/parse-arguments.ts";
export type { ParsedArguments } from "./call/parse-arguments.ts";
export { validateInput } from "./call/validate-input.ts";
export type { Validated } from "./call/validate-input.ts";
export { canonicalJson } from "./canonical-json.ts";
export { isHeldCall } from "./call/held-call.ts";
export type { HeldCall } from "./call/held-call.ts";
export { toToolResult } from "./call/to-tool-result.ts";
export { StopAgentRun } from "./stop-agent-run.ts";
export { RetryAgentRun } from "./retry-agent-run.ts";
export { callTool } from "./call/call-tool.ts";
export type { CallToolContext, CallToolArguments } from "./call/call-tool.ts";

export type { CallOutcome } from "./batch/call-outcome.ts";
export { Alarm } from "./batch/alarm.ts";
export type { Limited, Watch } from "./batch/alarm.ts";
export { CANCELLED_TEXT, executeBatch, startsAtOnce } from "./batch/execute-batch.ts";
export type { BatchCancel, BatchOptions, CallContext } from "./batch/execute-batch.ts";
export { ConcurrencyKeys } from "./batch/concurrency-keys.ts";
export type { CallTeller } from "./call/carry-out-call.ts";
export { planCalls, planInput } from "./batch/plan-calls.ts";
export type { ToolTable } from "./batch/plan-calls.ts";
export type { CallApproval, CallNeed, CallRefusal, PlannedCall } from "./batch/planned-call.ts";

// What the types of exported tools are named by: a package of tools declares this package alone.
export type { Tool, ToolContext, Toolkit, ToolResult } from "@definable/spec";
