import type { RunEvent, RunOutputData } from "@definable/spec";

/** A whole run: everything that happened, and what came of it. */
export interface Collected<Output extends RunOutputData> {
  /** Every event, in order. */
  readonly events: readonly RunEvent[];
  /** What `stream.output` resolved to, however the run ended. */
  readonly output: Output;
}

/**
 * Reads a run stream to its end: `const { events, output } = await collect(agent.runStream("Hi"))`. You want it where a
 * test looks at the whole list at once.
 */
export async function collect<Output extends RunOutputData>(
  stream: AsyncIterable<RunEvent> & { readonly output: Promise<Output> },
): Promise<Collected<Output>> {
  const events: RunEvent[] = [];
  for await (const event of stream) events.push(event);
  return { events, output: await stream.output };
}
