import type { Model, Tool } from "@definable/spec";
import { ConfigError } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { gatherTools } from "../agent-tools.ts";
import { resolveModel } from "../model/resolve-model.ts";
import { subAgentTool } from "./agent-tool.ts";
import type { SubAgentPlace } from "./sub-agent.ts";

/** What sub-agents that the model starts may do. */
export interface SubAgentPolicy {
  /** At most so many at the same time; the others wait for their turn. Default 5. */
  readonly maxConcurrent?: number | undefined;
  /** Replies with tool calls before a sub-agent must answer without. Default 15. */
  readonly maxToolRounds?: number | undefined;
  /** Whether they have the tools of the run. Default true. */
  readonly inheritTools?: boolean | undefined;
  /** Tools that only they have. */
  readonly tools?: readonly Tool[] | undefined;
  /** Their model. Default: that of the run. */
  readonly model?: string | Model | undefined;
  /** What they are told before the goal, when the model that starts one says nothing of it. */
  readonly instructions?: string | undefined;
  /** How deep sub-agents may start others. Default 1: only the agent itself starts some. */
  readonly maxDepth?: number | undefined;
}

interface Spawn {
  readonly goal: string;
  readonly instructions?: string | undefined;
  readonly context?: string | undefined;
}

const NAME = "spawn_agent";

const INSTRUCTIONS =
  "You are a sub-agent. Reach the goal that you are given with the tools that you have, then answer with what you found or did, in full: nobody sees anything else of your work.";

/** Makes the tool by which a model starts sub-agents. Throws `INVALID_CONFIG` for a number that cannot be one. */
export function spawnTool(policy: SubAgentPolicy): Tool<Spawn, unknown, unknown> {
  const { maxConcurrent = 5, maxDepth = 1, maxToolRounds = 15 } = policy;
  for (const [option, value] of Object.entries({ maxConcurrent, maxDepth, maxToolRounds })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new ConfigError("INVALID_CONFIG", `subAgents.${option} must be a whole number of at least 1; got ${value}.`);
  }
  const servicesFor = (place: SubAgentPlace): AgentServices => spawned(place, { ...policy, maxDepth, maxToolRounds });
  return subAgentTool<Spawn>({
    name: NAME,
    description:
      "Starts a sub-agent that works on a goal by itself and gives back its answer. Start several at once for parts that do not depend on each other.",
    fields: {
      goal: "What it is to reach, in full: it knows nothing of this conversation.",
      "instructions?": "How it should work.",
      "context?": "What it needs to know.",
    },
    subAgent: { servicesFor, isPartOf: true, maxConcurrent },
    task: ({ goal, instructions, context }) => ({
      goal,
      input: context === undefined || context === "" ? goal : `${context}\n\n${goal}`,
      instructions: instructions === "" ? undefined : (instructions ?? policy.instructions ?? INSTRUCTIONS),
    }),
    alone: () => {
      throw new ConfigError("INVALID_CONFIG", `The tool ${NAME} works in a run of its agent only.`);
    },
  });
}

type KnownPolicy = SubAgentPolicy & { readonly maxDepth: number; readonly maxToolRounds: number };

/** The agent once more, for one part of its work: without sessions, limits and layers of its own. */
function spawned({ services, tools, depth }: SubAgentPlace, policy: KnownPolicy): AgentServices {
  const { inheritTools = true, maxDepth, maxToolRounds, model } = policy;
  const mayStart = depth + 1 < maxDepth;
  const inherited = [...tools.table.values()].filter(({ name }) => (name === NAME ? mayStart : inheritTools));
  const gathered = gatherTools(
    [...inherited, ...(policy.tools ?? []).filter(({ name }) => inherited.every((other) => other.name !== name))],
    [],
  );
  const config = {
    ...services.config,
    ...(model === undefined ? {} : { model: resolveModel(model) }),
    maxToolRounds,
    thinking: undefined,
    activeTools: undefined,
    sessionId: undefined,
    layers: undefined,
    maxTotalTokens: undefined,
    maxCost: undefined,
    maxDurationMs: undefined,
  };
  return { ...services, config, tools: () => gathered };
}
