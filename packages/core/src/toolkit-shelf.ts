import type { Tool, Toolkit } from "@definable/spec";
import { gatherTools } from "./agent-tools.ts";
import type { AgentTools } from "./agent-tools.ts";

/** The tools of an agent, gathered once its toolkits are ready. A toolkit that fails to initialise is tried again by the next run. */
export class ToolkitShelf {
  readonly #tools: readonly Tool[];
  readonly #toolkits: readonly Toolkit[];
  readonly #initialised: Set<Toolkit> = new Set();
  #gathered: AgentTools | undefined;
  #gathering: Promise<AgentTools> | undefined;

  constructor(tools: readonly Tool[], toolkits: readonly Toolkit[]) {
    this.#tools = tools;
    this.#toolkits = toolkits;
    // Without anything to initialise, a clash of names shows at construction and the first run waits for nothing.
    this.#gathered = toolkits.some((toolkit) => typeof toolkit.initialize === "function")
      ? undefined
      : gatherTools(tools, toolkits);
  }

  tools(): AgentTools | Promise<AgentTools> {
    if (this.#gathered !== undefined) return this.#gathered;
    this.#gathering ??= this.#gather().finally(() => {
      this.#gathering = undefined;
    });
    return this.#gathering;
  }

  async close(): Promise<void> {
    const open = [...this.#initialised];
    this.#initialised.clear();
    if (open.length > 0) this.#gathered = undefined;
    for (const toolkit of open) await toolkit.close?.();
  }

  async #gather(): Promise<AgentTools> {
    for (const toolkit of this.#toolkits) {
      if (this.#initialised.has(toolkit)) continue;
      await toolkit.initialize?.();
      this.#initialised.add(toolkit);
    }
    this.#gathered = gatherTools(this.#tools, this.#toolkits);
    return this.#gathered;
  }
}
