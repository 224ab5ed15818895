import type { StandardSchema, Tool, ToolBehaviour, ToolContext, ToolResult } from "@definable/spec";
import { tool } from "@definable/tools";
import type { HeldCall } from "@definable/tools";
import { loadRunChild } from "../parts.ts";
import type { SubAgentCaller } from "./sub-agent-caller.ts";
import { knowSubAgent } from "./sub-agent.ts";
import type { SubAgent } from "./sub-agent.ts";
import { textSchema } from "./text-schema.ts";

/** What a sub-agent is asked. */
export interface SubAgentTask {
  /** What it is to do: shown in `SubAgentSpawned`. */
  readonly goal: string;
  /** What it is told first. Default: the goal. */
  readonly input?: string | undefined;
  /** In place of its own. */
  readonly instructions?: string | undefined;
}

/** The parts of a tool that starts a sub-agent. */
export interface SubAgentToolParts<Input> extends ToolBehaviour<Input> {
  readonly name: string;
  readonly description: string;
  /** Its fields, all text: those that end with a question mark may be left out. */
  readonly fields: Readonly<Record<string, string>>;
  readonly subAgent: SubAgent;
  readonly task: (input: Input) => SubAgentTask;
  /** For a call outside of a run, such as in a test: runs the agent alone. */
  readonly alone: (task: SubAgentTask, context: ToolContext) => Promise<ToolResult>;
}

/** Makes a tool whose calls are carried out by a sub-agent. */
export function subAgentTool<Input>(parts: SubAgentToolParts<Input>): Tool<Input, ToolResult | HeldCall, unknown> {
  const { fields, subAgent, task, alone, ...behaviour } = parts;
  const execute = async (input: Input, context: ToolContext): Promise<ToolResult | HeldCall> => {
    const caller = callerOf(context);
    if (caller === undefined) return alone(task(input), context);
    const { runChild } = await loadRunChild();
    return runChild(subAgent, caller, task(input));
  };
  knowSubAgent(execute, subAgent);
  // The schema gives objects with the fields that it was made of.
  const inputSchema = textSchema(fields) as StandardSchema<Input>;
  return tool({ timeoutMs: 0, ...behaviour, inputSchema, execute });
}

/** Only contexts of runs know who calls; a copy of one, or a test's own, does not. */
function callerOf(context: ToolContext): SubAgentCaller | undefined {
  return "~caller" in context ? (context["~caller"] as SubAgentCaller) : undefined;
}
