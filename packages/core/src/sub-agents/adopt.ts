import type { PlannedCall } from "@definable/tools";
import type { AgentServices } from "../agent-services.ts";
import type { AgentTools } from "../agent-tools.ts";
import type { Run } from "../run/run.ts";
import { childrenOf } from "./children-of.ts";
import { pausedChild } from "./paused-child.ts";
import { subAgentOf } from "./sub-agent.ts";

/** Makes the sub-agents that paused with a run its own again: each waits behind its call until that goes on. */
export function adopt(
  run: Run,
  planned: readonly PlannedCall[],
  { services, tools }: { readonly services: AgentServices; readonly tools: AgentTools },
): void {
  for (const call of planned) {
    const output = pausedChild(call);
    if (output === undefined) continue;
    // Without its tool there is nobody who knows its agent: then the agent of the run ends it.
    const own = subAgentOf(call.tool)?.servicesFor({ services, tools, depth: run.depth }) ?? services;
    childrenOf(run).wait(call.call.id, { output, services: own });
  }
}
