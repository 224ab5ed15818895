import type { Decision, JsonObject, Requirement, RunOutputData, Tool, ToolCall } from "@definable/spec";
import { InputError } from "@definable/spec";
import { parseArguments, planInput } from "@definable/tools";
import type { PlannedCall, ToolTable } from "@definable/tools";
import type { TurnCalls } from "../loop/turn-calls.ts";

/** What the model reads of a call that a person refused. */
const deniedText = (note: string | undefined): string =>
  `A person did not approve this call, and it was not carried out.${note === undefined || note === "" ? "" : ` Their note: ${JSON.stringify(note)}.`} Do not try it again unless they ask; tell them that it was not done.`;

/**
 * The calls of a paused run that still have no result, made ready again with the decisions applied. Throws
 * `INVALID_DECISION` when edited arguments do not fit the tool.
 */
export async function resumeCalls(
  output: RunOutputData,
  decisions: readonly Decision[],
  tools: ToolTable,
): Promise<TurnCalls> {
  const waiting = output.tools.filter((tool) => tool.status === "waiting");
  const calls = lastCalls(output).filter((call) => waiting.some((tool) => tool.toolCallId === call.id));
  const planned: PlannedCall[] = [];
  for (const call of calls) {
    const requirement = output.requirements.find((open) => open.toolExecution.toolCallId === call.id);
    const decision = decisions.find((made) => made.requirementId === requirement?.id);
    planned.push(await resumeCall({ call, requirement, decision, tool: tools.get(call.name) }));
  }
  const open = output.requirements.filter(({ id }) => !decisions.some((made) => made.requirementId === id));
  return { turn: waiting[0]?.turn ?? output.metrics.modelCalls, planned, open, isResumed: true };
}

interface OpenCall {
  readonly call: ToolCall;
  readonly requirement: Requirement | undefined;
  readonly decision: Decision | undefined;
  readonly tool: Tool | undefined;
}

async function resumeCall({ call, requirement, decision, tool }: OpenCall): Promise<PlannedCall> {
  const args = argumentsOf(call, decision);
  if (decision?.action === "reject") {
    const refusal = { code: "TOOL_DENIED", text: deniedText(decision.note) } as const;
    const approval = { confirmed: false, note: decision.note };
    return { call, args, tool, input: undefined, refusal, needsConfirmation: false, approval };
  }
  if (tool === undefined) {
    const refusal = { code: "TOOL_NOT_FOUND", text: `The tool "${call.name}" is gone since the run paused.` } as const;
    return { call, args, tool, input: undefined, refusal, needsConfirmation: false };
  }
  const planned = await planInput(call, tool, args);
  if (planned.refusal !== undefined && decision?.action === "confirm" && decision.args !== undefined) {
    throw new InputError(
      "INVALID_DECISION",
      `The edited arguments for "${call.name}" do not fit its schema. ${planned.refusal.text}`,
    );
  }
  if (decision !== undefined) return { ...planned, needsConfirmation: false, approval: { confirmed: true } };
  return { ...planned, needsConfirmation: requirement !== undefined };
}

function argumentsOf(call: ToolCall, decision: Decision | undefined): JsonObject {
  if (decision?.action === "confirm" && decision.args !== undefined) return decision.args;
  const parsed = parseArguments(call.arguments);
  return parsed.ok ? parsed.value : {};
}

function lastCalls(output: RunOutputData): readonly ToolCall[] {
  const asked = output.messages.findLast((message) => message.role === "assistant" && message.toolCalls !== undefined);
  return asked?.role === "assistant" ? (asked.toolCalls ?? []) : [];
}
