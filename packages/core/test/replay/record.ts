import type { RunEvent, RunEventName } from "@definable/spec";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";

/** Hears all events of an agent, as JSON. */
export function recorder(agent: Agent): readonly RunEvent[] {
  const events: RunEvent[] = [];
  agent.events.on("*", (event) => void events.push(JSON.parse(JSON.stringify(event))));
  return events;
}

/** An agent that may do nothing: its model and its store say so when they are touched. */
export function untouchable(options: Partial<AgentOptions> = {}): Agent {
  const refuse = (): never => {
    throw new Error("A replay must not come here.");
  };
  const store = new Proxy({ runs: {}, sessions: {} }, { get: (_target, key) => (key in _target ? {} : refuse()) });
  const model = { id: "live", provider: "nobody", respond: () => refuse() };
  const agent = new Agent({ model, store: store as never, ...options });
  agent.events.on("*", refuse);
  return agent;
}

/** The names of the events. */
export const names = (events: readonly RunEvent[]): readonly RunEventName[] => events.map(({ event }) => event);
