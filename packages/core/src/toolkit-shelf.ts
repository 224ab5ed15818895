import type { Tool, Toolkit } from "@definable/spec";
import { gatherTools } from "./agent-tools.ts";
import type { AgentTools } from "./agent-tools.ts";

/** The tools of an agent, gathered once its toolkits are ready. A toolkit that fails to initialise is tried again by the next run. */
export class ToolkitShelf {
  readonly #tools: readonly Tool[];
  readonly #toolkits: readonly Toolkit[];
  /** The toolkits to close one day: those that were initialised, and those that need not be. */
  readonly #open: Set<Toolkit> = new Set();
  #gathered: AgentTools | undefined;
  #gathering: Promise<AgentTools> | undefined;

  constructor(tools: readonly Tool[], toolkits: readonly Toolkit[]) {
    this.#tools = tools;
    this.#toolkits = toolkits;
    // A clash of names shows at construction; a toolkit may bring more tools when it is initialised.
    const known = gatherTools(tools, toolkits);
    for (const toolkit of toolkits) if (typeof toolkit.initialize !== "function") this.#open.add(toolkit);
    // Without anything to initialise the first run waits for nothing.
    this.#gathered = this.#open.size === new Set(toolkits).size ? known : undefined;
  }

  tools(): AgentTools | Promise<AgentTools> {
    if (this.#gathered !== undefined) return this.#gathered;
    this.#gathering ??= this.#gather().finally(() => {
      this.#gathering = undefined;
    });
    return this.#gathering;
  }

  /** Closes every toolkit, also when one of them fails to; then throws that one's error. */
  async close(): Promise<void> {
    const open = [...this.#open];
    this.#open.clear();
    if (open.length > 0) this.#gathered = undefined;
    const failures: unknown[] = [];
    for (const toolkit of open) {
      try {
        await toolkit.close?.();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #gather(): Promise<AgentTools> {
    for (const toolkit of this.#toolkits) {
      if (this.#open.has(toolkit)) continue;
      await toolkit.initialize?.();
      this.#open.add(toolkit);
    }
    this.#gathered = gatherTools(this.#tools, this.#toolkits);
    return this.#gathered;
  }
}
