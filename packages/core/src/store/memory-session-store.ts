import type {
  JsonObject,
  Message,
  RememberedDecisions,
  SessionData,
  SessionKey,
  SessionStore,
  SessionWindow,
  SessionWrite,
} from "@definable/spec";
import { sessionName } from "../run/session-queue.ts";

interface MemorySession {
  /** Messages by run, in the order of the runs' first messages. */
  readonly runs: Map<string, Message[]>;
  state: JsonObject;
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
    this.#touch(key, session);
    const messages: Message[] = [];
    for (const [runId, said] of session.runs) {
      if (runId === beforeRun) break;
      for (const message of said) messages.push(message);
    }
    return {
      messages: limit === undefined ? messages : messages.slice(Math.max(0, messages.length - limit)),
      state: session.state,
    };
  }

  append(key: SessionKey, runId: string, { messages, state }: Omit<SessionWrite, keyof SessionKey>): void {
    const session = this.#sessions.get(sessionName(key)) ?? { runs: new Map(), state: {}, remembered: {} };
    const said = session.runs.get(runId) ?? [];
    for (const message of messages) said.push(message);
    session.runs.set(runId, said);
    if (state !== undefined) session.state = structuredClone(state);
    this.#touch(key, session);
  }

  remember(key: SessionKey, toolName: string, action: "confirm" | "reject"): void {
    const session = this.#sessions.get(sessionName(key)) ?? { runs: new Map(), state: {}, remembered: {} };
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
