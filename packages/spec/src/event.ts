import type { RunEventMap, RunEventName } from "./event-map.ts";

/** What every event carries. */
export interface RunEventEnvelope<Name extends RunEventName = RunEventName> {
  readonly event: Name;
  readonly runId: string;
  readonly sessionId: string;
  readonly agentId: string;
  readonly agentName: string;
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
