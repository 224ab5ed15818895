import type { Store } from "@definable/spec";
import { MemoryRunStore } from "./memory-run-store.ts";
import { MemorySessionStore } from "./memory-session-store.ts";

/** The bounds of a store in memory. */
export interface MemoryStoreOptions {
  /** Default 1,000; then the one that was used longest ago is forgotten. */
  readonly maxSessions?: number | undefined;
  /** Default 10,000; then the one that ended longest ago is forgotten. Paused and running runs do not count. */
  readonly maxEndedRuns?: number | undefined;
}

/**
 * Runs and sessions in memory: what an Agent uses when it is given no store. Everything is gone when the process ends.
 * Share one between agents that should see each other's sessions.
 */
export class MemoryStore implements Store {
  readonly runs: MemoryRunStore;
  readonly sessions: MemorySessionStore;

  constructor(options: MemoryStoreOptions = {}) {
    const sessions = new MemorySessionStore(options.maxSessions ?? 1_000);
    this.sessions = sessions;
    this.runs = new MemoryRunStore(options.maxEndedRuns ?? 10_000, ({ runId }, { messages, state, summary, ...key }) =>
      sessions.append(key, runId, { messages, state, summary }),
    );
  }

  close(): void {
    this.sessions.clear();
  }
}
