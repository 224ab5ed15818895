import type { Decision, Requirement, Resolution, RunOutputData, Tool, ToolCall, ToolExecution } from "@definable/spec";
import { planInput } from "@definable/tools";
import type { PlannedCall } from "@definable/tools";
import type { AgentServices } from "../agent-services.ts";
import type { AgentTools } from "../agent-tools.ts";
import type { PausedChild } from "../sub-agents/paused-child.ts";
import { subAgentOf } from "../sub-agents/sub-agent.ts";
import { askedFor, resumeCalls } from "./resume-calls.ts";

/** Who goes on, with what. */
export interface ResumeScene {
  readonly tools: AgentTools;
  readonly services: AgentServices;
  /** That of the run that goes on. */
  readonly depth: number;
  /** Who decides. Default: nobody, because the run is only being ended. */
  readonly decider?: Pick<Resolution, "by" | "at" | "through"> | undefined;
  /** The questions whose time is over: whoever asked them judges them. */
  readonly expired?: readonly Requirement[] | undefined;
}

/** A call whose sub-agent waits. */
export interface ChildCall {
  readonly call: ToolCall;
  readonly waited: ToolExecution;
  readonly tool: Tool | undefined;
  readonly child: RunOutputData;
  readonly asked: readonly Requirement[];
  readonly decisions: readonly Decision[];
}

/**
 * Makes the call of a paused sub-agent ready again: it goes on when one of its questions has an answer, else it waits on.
 * Throws `INVALID_DECISION` when what a person gave does not fit, at whatever depth.
 */
export async function resumeChild(
  { call, waited, tool, child, asked, decisions }: ChildCall,
  scene: ResumeScene,
): Promise<PlannedCall> {
  const held: PausedChild = { "~held": 1, output: child };
  const bare = { call, args: waited.toolArgs, tool, input: undefined, needs: undefined, refusal: undefined, held };
  const subAgent = subAgentOf(tool);
  if (tool === undefined || subAgent === undefined) {
    const text = `The tool "${waited.toolName}" is gone since the run paused.`;
    return { ...bare, refusal: { code: "TOOL_NOT_FOUND", text } };
  }
  const own = asked.filter(({ subAgentCallId }) => subAgentCallId === call.id);
  const late = own.filter(({ id }) => scene.expired?.some((one) => one.id === id) === true);
  const given = decisions.filter(
    ({ requirementId }) => own.some(({ id }) => id === requirementId) && !late.some(({ id }) => id === requirementId),
  );
  const { services, tools, depth, decider } = scene;
  if (decider === undefined || given.length + late.length === 0) return { ...bare, needs: "subAgent" };
  const next = given.map(forChild);
  const childServices = subAgent.servicesFor({ services, tools, depth });
  const childTools = await childServices.tools();
  await resumeCalls(child, next, { ...scene, services: childServices, tools: childTools, depth: depth + 1 });
  const planned = await planInput(call, tool, { args: waited.toolArgs, isAllowed: true });
  const approval = waited.confirmed === true ? { need: askedFor(waited), confirmed: true } : undefined;
  const goesOn: PausedChild = { ...held, next: { decisions: next, decider } };
  return { ...planned, needs: undefined, approval, held: goesOn };
}

/** That all later calls are allowed too is remembered at the root, for the sub-agent has no session. */
function forChild(decision: Decision): Decision {
  return decision.action === "confirm" ? { ...decision, always: undefined } : decision;
}
