import type { Tool, ToolBehaviour } from "@definable/spec";
import { ToolError } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { outcomeOf } from "../run/outcome.ts";
import { startSegment } from "../run/start-segment.ts";
import { subAgentTool } from "./agent-tool.ts";

/** What an agent as a tool is asked. */
export interface AgentToolInput {
  /** What is wanted of it, in the words of whoever asks. */
  readonly input: string;
}

/** How an agent is shown as a tool. The tool takes one text, `input`, and gives the agent's answer. */
export interface AgentToolOptions extends ToolBehaviour<AgentToolInput> {
  /** What the agent can do and when to ask it. The model chooses by this text. */
  readonly description: string;
  /** Default: the agent's name in small letters, with `_` between its words. */
  readonly name?: string | undefined;
}

/** Makes a tool of an agent. */
export function agentAsTool(
  services: AgentServices,
  { name, description, ...behaviour }: AgentToolOptions,
): Tool<AgentToolInput, unknown, unknown> {
  return subAgentTool<AgentToolInput>({
    ...behaviour,
    name: name ?? nameOf(services.config.name),
    description,
    fields: { input: "What you want of the agent, in your own words, with all that it needs to know." },
    subAgent: {
      servicesFor: (place) => ({ ...services, store: place.services.store, sessions: place.services.sessions }),
      isPartOf: false,
      maxConcurrent: Number.POSITIVE_INFINITY,
    },
    task: ({ input }) => ({ goal: input }),
    alone: async ({ goal }, { signal, userId }) => {
      const { content, isPaused } = outcomeOf(await startSegment(services, goal, { signal, userId }));
      if (isPaused)
        throw new ToolError("TOOL_FAILED", "The agent waits for a person, whom nobody asks outside of a run.");
      return { content };
    },
  });
}

function nameOf(agent: string): string {
  const words = agent.toLowerCase().match(/[a-z0-9]+/g);
  return (words ?? ["agent"]).join("_").slice(0, 64);
}
