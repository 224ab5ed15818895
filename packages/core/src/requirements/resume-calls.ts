import type { Decision, JsonObject, Requirement, RunOutputData, Tool, ToolCall, ToolExecution } from "@definable/spec";
import { InputError } from "@definable/spec";
import { planInput, toToolResult } from "@definable/tools";
import type { CallNeed, PlannedCall } from "@definable/tools";
import type { TurnCalls } from "../loop/turn-calls.ts";
import { NOBODY_ANSWERED } from "./answers.ts";
import { resumeChild } from "./resume-child.ts";
import type { ResumeScene } from "./resume-child.ts";

/** What the model reads of a call that a person refused. */
const deniedText = (note: string | undefined): string =>
  note === NOBODY_ANSWERED
    ? "Nobody answered in time whether this call may be carried out, so it was not. Tell them that it was not done."
    : `A person did not approve this call, and it was not carried out.${note === undefined || note === "" ? "" : ` Their note: ${JSON.stringify(note)}.`} Do not try it again unless they ask; tell them that it was not done.`;

/**
 * The calls of a paused run that still have no result, made ready again with the decisions applied. Throws
 * `INVALID_DECISION` when arguments or values that a person gave do not fit the tool.
 */
export async function resumeCalls(
  output: RunOutputData,
  decisions: readonly Decision[],
  scene: ResumeScene,
): Promise<TurnCalls> {
  const waiting = output.tools.filter((tool) => tool.status === "waiting");
  const planned: PlannedCall[] = [];
  for (const call of lastCalls(output)) {
    const waited = waiting.find((tool) => tool.toolCallId === call.id);
    if (waited === undefined) continue;
    // Calls of sub-agents may have the same ids.
    const requirement = output.requirements.find(
      ({ subAgentCallId, toolExecution }) => subAgentCallId === undefined && toolExecution.toolCallId === call.id,
    );
    const decision = decisions.find((made) => made.requirementId === requirement?.id);
    const tool = scene.tools.table.get(waited.mendedTo ?? waited.toolName);
    const child = output.children?.find(({ runId }) => runId === waited.childRunId);
    if (child === undefined && waited.childRunId !== undefined && scene.decider !== undefined)
      throw lost(output, waited);
    planned.push(
      child === undefined
        ? await resumeCall({ call, waited, requirement, decision, tool })
        : await resumeChild({ call, waited, tool, child, asked: output.requirements, decisions }, scene),
    );
  }
  const open = output.requirements.filter(({ id }) => !decisions.some((made) => made.requirementId === id));
  return { turn: waiting[0]?.turn ?? output.metrics.modelCalls, planned, open, isResumed: true };
}

/** It would begin anew, and do again what it has done. */
function lost({ runId }: RunOutputData, { childRunId }: ToolExecution): InputError {
  return new InputError(
    "INVALID_INPUT",
    `Run "${runId}" waits with its sub-agent "${childRunId}", which is not in the children of what was given. Give all that toJSON() made.`,
  );
}

interface OpenCall {
  readonly call: ToolCall;
  /** How it stood when the run paused: what a person decided about, which is not what the model wrote if it was mended. */
  readonly waited: ToolExecution;
  readonly requirement: Requirement | undefined;
  readonly decision: Decision | undefined;
  readonly tool: Tool | undefined;
}

async function resumeCall({ call, waited, requirement, decision, tool }: OpenCall): Promise<PlannedCall> {
  const need = needOf(requirement);
  const args = argumentsOf(waited, decision);
  const bare = { call, args, tool, input: undefined, refusal: undefined, needs: undefined };
  if (decision?.action === "reject" || decision?.action === "fail") {
    const note = decision.action === "reject" ? decision.note : undefined;
    const refusal = { code: "TOOL_DENIED", text: deniedText(note) } as const;
    return { ...bare, refusal, approval: { need: need ?? "confirmation", confirmed: false, note } };
  }
  if (tool === undefined) {
    const refusal = {
      code: "TOOL_NOT_FOUND",
      text: `The tool "${waited.toolName}" is gone since the run paused.`,
    } as const;
    return { ...bare, refusal };
  }
  if (decision === undefined && need === "userInput") return { ...bare, needs: need };
  const planned = await planInput(call, tool, { args, isAllowed: true });
  if (planned.refusal !== undefined && isGiven(decision)) {
    throw new InputError(
      "INVALID_DECISION",
      `What a person gave for "${call.name}" does not fit its schema, and the call still waits:\n${issuesOf(planned.refusal.text)}`,
    );
  }
  // Agreed to before, and still behind a call that waits: with the arguments that were agreed to.
  if (waited.confirmed === true)
    return { ...planned, needs: undefined, approval: { need: askedFor(waited), confirmed: true } };
  if (decision === undefined) return { ...planned, needs: need };
  const approved: PlannedCall = {
    ...planned,
    needs: undefined,
    approval: { need: need ?? "confirmation", confirmed: true },
  };
  return decision.action === "setResult" ? { ...approved, answer: toToolResult(decision.result) } : approved;
}

/** What is wrong, without the words that tell a model to call again. */
function issuesOf(refusal: string): string {
  const issues = refusal.split("\n").filter((line) => line.startsWith("- "));
  return issues.length === 0 ? refusal : issues.join("\n");
}

/** A call without a requirement waits behind one that has. */
function needOf(requirement: Requirement | undefined): CallNeed | undefined {
  return requirement === undefined || requirement.kind === "uncertain" ? undefined : requirement.kind;
}

/** What a call that was decided had waited for. */
export function askedFor({ requiresUserInput, externalExecution }: ToolExecution): CallNeed {
  if (requiresUserInput === true) return "userInput";
  return externalExecution === true ? "externalExecution" : "confirmation";
}

const isGiven = (decision: Decision | undefined): boolean =>
  decision?.action === "provideInput" || (decision?.action === "confirm" && decision.args !== undefined);

function argumentsOf({ toolArgs }: ToolExecution, decision: Decision | undefined): JsonObject {
  if (decision?.action === "confirm" && decision.args !== undefined) return decision.args;
  return decision?.action === "provideInput" ? { ...toolArgs, ...decision.values } : toolArgs;
}

function lastCalls(output: RunOutputData): readonly ToolCall[] {
  const asked = output.messages.findLast((message) => message.role === "assistant" && message.toolCalls !== undefined);
  return asked?.role === "assistant" ? (asked.toolCalls ?? []) : [];
}
