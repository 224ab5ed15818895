import type { Requirement, RunOutputData } from "@definable/spec";

/**
 * Under which name a session remembers what was allowed once and for all. A tool of an agent that is a tool of another one is
 * not the tool of that name that the other one has.
 */
export function rememberedName(output: RunOutputData, { runId, toolExecution }: Requirement): string {
  const { toolName } = toolExecution;
  const asker = runId === undefined ? output : (childOf(output, runId) ?? output);
  return asker.agentId === output.agentId ? toolName : nameFor(asker.agentId, toolName);
}

/** Names of tools hold no slash. */
export function nameFor(agentId: string, toolName: string): string {
  return `${agentId}/${toolName}`;
}

function childOf({ children = [] }: RunOutputData, runId: string): RunOutputData | undefined {
  for (const child of children) {
    const found = child.runId === runId ? child : childOf(child, runId);
    if (found !== undefined) return found;
  }
  return undefined;
}
