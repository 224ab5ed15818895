import type { RunEventMap, RunEventName } from "./event-map.ts";

/** What every event carries. */
export interface RunEventEnvelope<Name extends RunEventName = RunEventName> {
  /** The name: switch over it. */
  readonly event: Name;
  /** The run that it belongs to. A sub-agent's event keeps its own. */
  readonly runId: string;
  /** The conversation of the run. */
  readonly sessionId: string;
  /** The agent that runs. */
  readonly agentId: string;
  /** The agent's name, for people. */
  readonly agentName: string;
  /** The run that started this one as a sub-agent. */
  readonly parentRunId?: string | undefined;
  /** Grows by one with each event of the root run, over all its segments; starts at 1. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The event of one name. */
export type RunEventOf<Name extends RunEventName> = RunEventEnvelope<Name> & RunEventMap[Name];

/** Any event of a run. Switch over `event`, and keep a default branch: new names may come with a minor version. */
export type RunEvent = { [Name in RunEventName]: RunEventOf<Name> }[RunEventName];
