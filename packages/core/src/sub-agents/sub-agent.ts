import type { AgentServices } from "../agent-services.ts";
import type { AgentTools } from "../agent-tools.ts";

/** Where a sub-agent is started from. */
export interface SubAgentPlace {
  readonly services: AgentServices;
  readonly tools: AgentTools;
  /** That of the run that starts it. */
  readonly depth: number;
}

/** What a tool that starts a sub-agent knows of it. */
export interface SubAgent {
  /** The agent that runs: with the tools, model and limits of the sub-agent. Its store is the root's. */
  servicesFor(place: SubAgentPlace): AgentServices;
  /** It works for the same person in the same place: with the dependencies and the session state of whoever starts it. */
  readonly isPartOf: boolean;
  /** At most so many of them at the same time in one run. */
  readonly maxConcurrent: number;
}

/** By the function of its tool, which copies of the tool keep. */
const known = new WeakMap<object, SubAgent>();

/** Makes the function of a tool known as one that starts a sub-agent. */
export function knowSubAgent(execute: object, subAgent: SubAgent): void {
  known.set(execute, subAgent);
}

/** The sub-agent that a tool starts; undefined when it is an ordinary tool. */
export function subAgentOf(tool: { readonly execute: object } | undefined): SubAgent | undefined {
  return tool === undefined ? undefined : known.get(tool.execute);
}
