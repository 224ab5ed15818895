import type { Agent, RunOutput } from "@definable/core";
import type { RunEvent } from "@definable/spec";
import { assertEventStream, collect } from "@definable/testing";

/** A question asked to the end: everything that waits for a person is approved. */
export interface Asked {
  readonly output: RunOutput;
  readonly events: readonly RunEvent[];
}

/** Asks the agent, approves what it asks for, and checks the grammar of the events on the way. */
export async function ask(agent: Agent, question: string, sessionId?: string): Promise<Asked> {
  const { events, output } = await collect(agent.runStream(question, { sessionId }));
  assertEventStream(events);
  if (output.status !== "PAUSED") return { output, events };
  const decisions = output.requirements.map(({ id }) => ({ requirementId: id, action: "confirm" as const }));
  const rest = await collect(agent.continueRunStream(output.runId, { decisions }));
  return { output: rest.output, events: [...events, ...rest.events] };
}
