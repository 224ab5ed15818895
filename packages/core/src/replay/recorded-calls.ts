import type { RequirementKind, RunOutputData, Tool, ToolCall, ToolExecution } from "@definable/spec";
import { canonicalJson, parseArguments, planCalls } from "@definable/tools";
import type { CallNeed, PlannedCall } from "@definable/tools";
import { foldSegment } from "../run/fold-segment.ts";
import type { PausedChild } from "../sub-agents/paused-child.ts";
import type { ReplayingRun } from "./replaying-run.ts";

/** Makes the calls of a reply ready with what the record knows of them: nothing of them is carried out again. */
export function planRecorded(run: ReplayingRun, calls: readonly ToolCall[]): readonly PlannedCall[] | Promise<never> {
  const { script } = run;
  if (script.failsNext) throw script.failure;
  // Cancelled while the calls were made ready: then none of them began.
  if (script.next?.event === "PhaseCompleted" && script.next.seq === script.cutAt) return never();
  return calls.map((call) => planOne(run, call));
}

const never = (): Promise<never> => new Promise(() => undefined);

function planOne(run: ReplayingRun, call: ToolCall): PlannedCall {
  const childRunId = run.extras?.children?.begun(call.id);
  if (childRunId !== undefined) return planChild(run, call, childRunId);
  const { last } = run.script;
  const waiting = last.event === "RunPaused" ? last.tools.find(isWaiting(call)) : undefined;
  const requirements = last.event === "RunPaused" ? last.requirements : [];
  const asked = requirements.find(
    ({ subAgentCallId, toolExecution }) => subAgentCallId === undefined && toolExecution.toolCallId === call.id,
  );
  const args = waiting?.toolArgs ?? argumentsOf(call);
  const tool = recordedTool(run, call, waiting !== undefined && asked === undefined);
  const needs = asked === undefined ? waitedInVain(run, call) : needOf(asked.kind);
  return { call, args, tool, input: undefined, refusal: undefined, needs };
}

/** The call of a sub-agent: it may have begun in an earlier segment, and may wait on after this one. */
function planChild(run: ReplayingRun, call: ToolCall, childRunId: string): PlannedCall {
  const { script, extras } = run;
  const earlier = extras?.earlier;
  const before = earlier?.children?.find(({ runId }) => runId === childRunId);
  const loop = script.find("PhaseCompleted", ({ phaseName }) => phaseName === "invoke_loop");
  const end = script.endOf(call.id);
  const isLeft = loop !== undefined && (end === undefined || end.seq > loop.seq);
  const wait = async (): Promise<unknown> => {
    await script.reached(loop?.seq ?? 0);
    return heldCall(foldSegment(script.events, earlier).children?.find(({ runId }) => runId === childRunId) ?? before);
  };
  const args = earlier?.tools.find(({ toolCallId }) => toolCallId === call.id)?.toolArgs ?? argumentsOf(call);
  const tool = isLeft && script.isFollowed ? standIn(call, wait) : recordedTool(run, call, false);
  const held = before === undefined ? undefined : heldCall(before);
  // One that nobody has answered waits on, and holds up the sequential calls behind it.
  const waitsOn = isLeft && !script.events.some((event) => event.runId === childRunId);
  return { call, args, tool, input: undefined, refusal: undefined, needs: waitsOn ? "subAgent" : undefined, held };
}

/** A sub-agent that a cancel ended afterwards is in no output any more. */
function heldCall(output: RunOutputData | undefined): PausedChild {
  return { "~held": 1, output: output ?? NOBODY };
}

const NOBODY = { requirements: [], runId: "" } as unknown as RunOutputData;

const isWaiting =
  ({ id }: ToolCall) =>
  ({ toolCallId, status }: ToolExecution): boolean =>
    toolCallId === id && status === "waiting";

/** A call that waited when the run was cancelled is told after the loop. */
function waitedInVain({ script }: ReplayingRun, { id }: ToolCall): CallNeed | undefined {
  const loop = script.find("PhaseCompleted", ({ phaseName }) => phaseName === "invoke_loop");
  const end = script.endOf(id);
  return loop !== undefined && end !== undefined && end.seq > loop.seq ? "confirmation" : undefined;
}

function argumentsOf(call: ToolCall): PlannedCall["args"] {
  const parsed = parseArguments(call.arguments);
  return parsed.ok ? parsed.value : {};
}

const needOf = (kind: RequirementKind): CallNeed => (kind === "uncertain" ? "confirmation" : kind);

/**
 * Stands for the tool of one call: ends when and as the record says. A key of its own makes each call begin by itself,
 * when the store lets it.
 */
function recordedTool(run: ReplayingRun, call: ToolCall, sequential: boolean): Tool {
  const execute = async (): Promise<unknown> => {
    const { script, changes } = run;
    const end = script.endOf(call.id);
    if (end === undefined || end.tool.status === "cancelled") {
      if (script.isFollowed) return never();
    } else if (!script.isToldLate(call.id)) await script.reached(end.seq);
    const changed = changes.results?.[call.id];
    if (changed !== undefined) return changed;
    const { toolCallError, result = "" } = end?.tool ?? {};
    if (toolCallError === true) throw new Error(result);
    return result;
  };
  return standIn(call, execute, sequential);
}

function standIn(call: ToolCall, execute: () => Promise<unknown>, sequential = false): Tool {
  const tool = { name: call.name, concurrencyKey: `replay of ${call.id}`, timeoutMs: 0, sequential, execute };
  // Of a tool that only a batch sees, these are the fields that it reads.
  return tool as unknown as Tool;
}

/**
 * Makes the calls of a live reply ready: one that the record knows has its result, another goes to a tool that was given
 * for it, and else it fails.
 */
export async function planLive(
  run: ReplayingRun,
  calls: readonly ToolCall[],
  known: readonly ToolExecution[],
): Promise<readonly PlannedCall[]> {
  const table = new Map((run.changes.tools ?? []).map((tool) => [tool.name, tool as unknown as Tool]));
  const planned: PlannedCall[] = [];
  for (const call of calls) {
    const args = argumentsOf(call);
    const recorded = known.find(
      ({ toolName, toolArgs }) => toolName === call.name && canonicalJson(toolArgs) === canonicalJson(args),
    );
    const plain = { call, args, input: undefined, refusal: undefined, needs: undefined };
    if (recorded !== undefined) planned.push({ ...plain, tool: standIn(call, () => resultOf(recorded)) });
    else if (table.has(call.name)) planned.push(...(await planCalls([call], table)));
    else planned.push({ ...plain, tool: undefined, refusal: { code: "TOOL_NOT_FOUND", text: UNKNOWN(call.name) } });
  }
  return planned;
}

const UNKNOWN = (name: string): string =>
  `This is a replay: its record has no result of "${name}" with these arguments, and it was given no such tool.`;

async function resultOf({ toolCallError, result = "" }: ToolExecution): Promise<unknown> {
  if (toolCallError === true) throw new Error(result);
  return result;
}
