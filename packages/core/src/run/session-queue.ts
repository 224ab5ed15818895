import type { SessionKey } from "@definable/spec";
import { InputError } from "@definable/spec";

/** Lets one run at a time into a session of one store; the others wait in line or are refused. */
export class SessionQueue {
  readonly #waiting: Map<string, (() => void)[]> = new Map();

  /** The queue of a store: agents that share a store share it. */
  static of(store: object): SessionQueue {
    const known = queues.get(store);
    if (known !== undefined) return known;
    const queue = new SessionQueue();
    queues.set(store, queue);
    return queue;
  }

  /** Undefined when the session is free: it is taken then. Else a turn in line. */
  enter(key: SessionKey): SessionTurn | undefined {
    const name = sessionName(key);
    const line = this.#waiting.get(name);
    if (line === undefined) {
      this.#waiting.set(name, []);
      return undefined;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    line.push(resolve);
    const leaveLine = (): void => {
      const place = line.indexOf(resolve);
      if (place >= 0) line.splice(place, 1);
      // Its turn came in the moment that it gave up: the next one goes.
      else this.leave(key);
    };
    return { promise, leaveLine };
  }

  leave(key: SessionKey): void {
    const name = sessionName(key);
    const next = this.#waiting.get(name)?.shift();
    if (next === undefined) this.#waiting.delete(name);
    else next();
  }
}

/** A place in the line of a session. */
export interface SessionTurn {
  readonly promise: Promise<void>;
  /** Gives the place up: for a run that is cancelled while it waits. */
  leaveLine(): void;
}

const queues = new WeakMap<object, SessionQueue>();

/** The error of a run that may not wait for its session. */
export function sessionBusy(sessionId: string): InputError {
  return new InputError(
    "SESSION_BUSY",
    `Another run of session "${sessionId}" is under way, and this agent refuses to wait (whenSessionBusy: "refuse"). Try again when it has ended.`,
  );
}

/** One text for the two parts: JSON, so that no part can look like another. */
export function sessionName(key: SessionKey): string {
  return JSON.stringify([key.userId ?? null, key.sessionId]);
}
