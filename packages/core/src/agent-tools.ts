import type { Tool, ToolDefinition, Toolkit } from "@definable/spec";
import { ConfigError, InputError } from "@definable/spec";
import { checkDistinctNames, isTool, toolsOfToolkit } from "@definable/tools";

/** The tools of an agent: by name for calls, and as the model is told of them. */
export interface AgentTools {
  readonly table: ReadonlyMap<string, Tool>;
  readonly definitions: readonly ToolDefinition[];
  readonly names: readonly string[];
}

/** Gathers tools and toolkits. Throws `INVALID_TOOL` for something else, `DUPLICATE_TOOL` naming both origins. */
export function gatherTools(tools: readonly Tool[], toolkits: readonly Toolkit[]): AgentTools {
  for (const tool of tools) checkTool(tool);
  return toAgentTools([...tools, ...toolkits.flatMap((toolkit) => toolsOfToolkit(toolkit))]);
}

/** The agent's tools and those of one run. Throws as `gatherTools`. */
export function addTools(agent: AgentTools, tools: readonly Tool[]): AgentTools {
  for (const tool of tools) checkTool(tool);
  return toAgentTools([...agent.table.values(), ...tools]);
}

/** Those of the tools that are named. Throws `INVALID_INPUT` for a name that is none of them. */
export function onlyTools({ table }: AgentTools, names: readonly string[]): AgentTools {
  const unknown = names.find((name) => !table.has(name));
  if (unknown === undefined) return toAgentTools([...table.values()].filter(({ name }) => names.includes(name)));
  throw new InputError(
    "INVALID_INPUT",
    `activeTools names "${unknown}", which is no tool of this run. There are: ${[...table.keys()].join(", ") || "none"}.`,
  );
}

function checkTool(tool: Tool): void {
  if (isTool(tool)) return;
  throw new ConfigError(
    "INVALID_TOOL",
    `An entry of tools is not a tool (${typeof tool}). Make it with tool({ ... }).`,
  );
}

function toAgentTools(all: readonly Tool[]): AgentTools {
  checkDistinctNames(all);
  return {
    table: new Map(all.map((tool) => [tool.name, tool])),
    definitions: Object.freeze(all.map(define)),
    names: Object.freeze(all.map((tool) => tool.name)),
  };
}

function define(tool: Tool): ToolDefinition {
  const { name, description, parameters, strict } = tool;
  return Object.freeze({ name, description, parameters, ...(strict === undefined ? {} : { strict }) });
}
