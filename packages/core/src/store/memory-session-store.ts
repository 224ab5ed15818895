import type {
  JsonObject,
  Message,
  RememberedDecisions,
  SessionData,
  SessionKey,
  SessionStore,
  SessionSummary,
  SessionWindow,
  SessionWrite,
} from "@definable/spec";
import { sessionName } from "../run/session-queue.ts";

interface MemorySession {
  /** Messages by run, in the order of the runs' first messages. */
  readonly runs: Map<string, Message[]>;
  state: JsonObject;
  summary?: SessionSummary | undefined;
  remembered: RememberedDecisions;
}

/** Sessions in this process's memory; past the bound the one that was used longest ago is forgotten. */
export class MemorySessionStore implements SessionStore {
  readonly #sessions: Map<string, MemorySession> = new Map();
  readonly #maxSessions: number;

  constructor(maxSessions: number) {
    this.#maxSessions = maxSessions;
  }

  read(key: SessionKey, { limit, beforeRun }: SessionWindow = {}): SessionData {
    const session = this.#sessions.get(sessionName(key));
    if (session === undefined) return { messages: [], state: {} };
    const { summary } = session;
    this.#touch(key, session);
    const messages: Message[] = [];
    for (const [runId, said] of session.runs) {
      if (runId === beforeRun) break;
      for (const message of said) messages.push(message);
    }
    const isWhole = limit === undefined && beforeRun === undefined;
    return {
      ...(summary !== undefined && isWhole ? { summary } : {}),
      messages: limit === undefined ? messages : messages.slice(Math.max(0, messages.length - limit)),
      state: session.state,
    };
  }

  append(key: SessionKey, runId: string, { messages, state, summary }: Omit<SessionWrite, keyof SessionKey>): void {
    const session = this.#sessions.get(sessionName(key)) ?? newSession();
    if (messages.length > 0 && placeOf(session, runId) < (session.summary?.upTo ?? 0)) session.summary = undefined;
    if (summary !== undefined) session.summary = summary;
    const said = session.runs.get(runId) ?? [];
    for (const message of messages) said.push(message);
    session.runs.set(runId, said);
    if (state !== undefined) session.state = structuredClone(state);
    this.#touch(key, session);
  }

  remember(key: SessionKey, toolName: string, action: "confirm" | "reject"): void {
    const session = this.#sessions.get(sessionName(key)) ?? newSession();
    session.remembered = { ...session.remembered, [toolName]: action };
    this.#touch(key, session);
  }

  remembered(key: SessionKey): RememberedDecisions {
    return this.#sessions.get(sessionName(key))?.remembered ?? {};
  }

  delete(key: SessionKey): void {
    this.#sessions.delete(sessionName(key));
  }

  /** Forgets every session. */
  clear(): void {
    this.#sessions.clear();
  }

  /** Puts the session last in the order of use. */
  #touch(key: SessionKey, session: MemorySession): void {
    const name = sessionName(key);
    this.#sessions.delete(name);
    this.#sessions.set(name, session);
    if (this.#sessions.size <= this.#maxSessions) return;
    for (const oldest of this.#sessions.keys()) {
      this.#sessions.delete(oldest);
      return;
    }
  }
}

function newSession(): MemorySession {
  return { runs: new Map(), state: {}, remembered: {} };
}

/** After how many messages the next one of a run is put. */
function placeOf({ runs }: MemorySession, runId: string): number {
  let place = 0;
  for (const [id, said] of runs) {
    place += said.length;
    if (id === runId) break;
  }
  return place;
}
