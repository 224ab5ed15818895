import type {
  Entry,
  EntryMap,
  JournalPosition,
  NewRun,
  RunStatus,
  RunStore,
  SessionWrite,
  Usage,
} from "@definable/spec";
import type { Run } from "./run.ts";
import { isDefinableError, InternalError } from "@definable/spec";

/** Milliseconds that a claim holds without renewal. */
const CLAIM_MS = 30_000;

/** The journal of one run, as its holder writes it: knows the position and the fencing token. */
export class Journal {
  readonly #store: RunStore;
  readonly #runId: string;
  #epoch = 1;
  #count = 0;
  /** Entries that go with the next write. */
  #pending: Entry[] | undefined;

  constructor(store: RunStore, runId: string) {
    this.#store = store;
    this.#runId = runId;
  }

  create(run: NewRun, first: Entry, owner: string): void | Promise<void> {
    this.#count = 1;
    return guard(() => this.#store.create(run, [first], { owner, ttlMs: CLAIM_MS }));
  }

  async claim(owner: string): Promise<readonly Entry[]> {
    const claim = await guard(() => this.#store.claim(this.#runId, { owner, ttlMs: CLAIM_MS }));
    this.#epoch = claim.epoch;
    this.#count = claim.entries.length;
    return claim.entries;
  }

  /** Keeps an entry for the next `append` or `release`: one commit for both. */
  add(entry: Entry): void {
    if (this.#pending === undefined) this.#pending = [entry];
    else this.#pending.push(entry);
  }

  /** Writes the entry and those added before. Returns at once when the store does. */
  append(entry?: Entry): void | Promise<void> {
    if (entry !== undefined) this.add(entry);
    const entries = this.#pending;
    if (entries === undefined) return undefined;
    this.#pending = undefined;
    const position = this.#position();
    this.#count += entries.length;
    try {
      const written = this.#store.append(position, entries);
      if (typeof written === "number") return undefined;
      return written.then(
        () => undefined,
        (error: unknown) => this.#failed(entries, error),
      );
    } catch (error) {
      this.#failed(entries, error);
    }
  }

  /** What was not written does not count, so that the end of the run can still be. */
  #failed(entries: readonly Entry[], error: unknown): never {
    this.#count -= entries.length;
    rethrow(error);
  }

  release(status: RunStatus, last: Entry, session?: SessionWrite): void | Promise<void> {
    const entries = [...(this.#pending ?? []), last];
    this.#pending = undefined;
    const position = this.#position();
    this.#count += entries.length;
    return guard(() => this.#store.release(position, { status, entries, session }));
  }

  /** Entries written by others while this holder had the claim, such as answers to requirements. */
  skip(count: number): void {
    this.#count += count;
  }

  #position(): JournalPosition {
    return { runId: this.#runId, epoch: this.#epoch, expectedEntry: this.#count };
  }
}

/** Makes an entry with its envelope. */
export function entry<Kind extends keyof EntryMap>(kind: Kind, eventSeq: number, data: EntryMap[Kind]): Entry {
  // The data is of the kind: the compiler cannot see that for a kind that is a parameter.
  return { v: 1, eventSeq, kind, ...data } as unknown as Entry;
}

/** The entry of a model reply and of the calls that start at once: written before any of them starts. */
export function modelDone(run: Run, usage: Usage | undefined, later?: readonly string[]): Entry {
  const message = run.fold.reply ?? { role: "assistant", content: "" };
  const done = { v: 1, eventSeq: run.seq, kind: "model.done", turn: run.turn, message, usage } as const;
  return later === undefined ? done : { ...done, later };
}

function guard<Result>(work: () => Result | Promise<Result>): Result | Promise<Result> {
  try {
    const result = work();
    return result instanceof Promise ? result.catch(rethrow) : result;
  } catch (error) {
    rethrow(error);
  }
}

/** A store says its own failures in codes; anything else is the store failing. */
function rethrow(error: unknown): never {
  if (isDefinableError(error)) throw error;
  throw new InternalError(
    "STORE_FAILED",
    "The store could not read or write the run. Look at the cause of this error.",
    { cause: error },
  );
}
