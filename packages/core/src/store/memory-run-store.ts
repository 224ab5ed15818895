import type {
  CancelRequest,
  Claim,
  ClaimOptions,
  Entry,
  JournalPosition,
  NewRun,
  RequirementAnswer,
  ResolveResult,
  RunStatus,
  RunStore,
  SegmentRelease,
  SessionWrite,
  StoredRun,
} from "@definable/spec";
import { InputError, InternalError } from "@definable/spec";

interface MemoryRun {
  readonly run: NewRun;
  status: RunStatus;
  epoch: number;
  held: boolean;
  ended: boolean;
  entries: Entry[];
}

/** Up to this many entries a journal is copied when it grows. */
const SHORT = 8;

/** Called with what a segment adds to its session, in the same step that ends it. */
export type SessionWriter = (run: NewRun, write: SessionWrite) => void;

/**
 * Runs in this process's memory. It answers at once. An ended run keeps its last entry only, and the oldest ended runs are
 * forgotten past the bound; paused and running ones never are.
 */
export class MemoryRunStore implements RunStore {
  readonly #runs: Map<string, MemoryRun> = new Map();
  /** The ids of ended runs, round and round: the place of the next one holds the oldest. */
  readonly #ended: string[] = [];
  #nextEnded = 0;
  readonly #maxEnded: number;
  readonly #writeSession: SessionWriter;

  constructor(maxEnded: number, writeSession: SessionWriter) {
    this.#maxEnded = maxEnded;
    this.#writeSession = writeSession;
  }

  create(run: NewRun, first: readonly Entry[], _owner: ClaimOptions): void {
    if (this.#runs.has(run.runId)) {
      throw new InputError(
        "RUN_EXISTS",
        `There is a run with the id "${run.runId}" already. Leave runId out to get a fresh one.`,
      );
    }
    this.#runs.set(run.runId, { run, status: "RUNNING", epoch: 1, held: true, ended: false, entries: [...first] });
  }

  claim(runId: string, _owner: ClaimOptions): Claim {
    const run = this.#find(runId);
    if (run.held || run.status !== "PAUSED") {
      throw new InputError(
        "RUN_CONFLICT",
        `Run "${runId}" is ${run.status}: somebody else continues it, or has done so.`,
      );
    }
    run.held = true;
    run.epoch += 1;
    run.status = "RUNNING";
    return { epoch: run.epoch, entries: [...run.entries] };
  }

  append(position: JournalPosition, entries: readonly Entry[]): number {
    const run = this.#holder(position);
    // Most journals stay short, and a list that has grown holds twice the room that it needs.
    if (run.entries.length < SHORT) run.entries = run.entries.concat(entries);
    else for (const entry of entries) run.entries.push(entry);
    return run.entries.length;
  }

  renew(runId: string, epoch: number, _ttlMs: number): void {
    this.#holder({ runId, epoch, expectedEntry: this.#find(runId).entries.length });
  }

  release(position: JournalPosition, { status, entries, session }: SegmentRelease): void {
    const run = this.#releaser(position);
    // First what can fail: after it everything is done or nothing.
    if (session !== undefined) this.#writeSession(run.run, session);
    run.status = status;
    run.held = false;
    if (status === "PAUSED") run.entries.push(...entries);
    else this.#end(run, entries);
  }

  resolve(runId: string, answers: readonly RequirementAnswer[]): ResolveResult {
    const run = this.#find(runId);
    const open = new Set<string>();
    const answered = new Set<string>();
    for (const entry of run.entries) {
      if (entry.kind === "requirement.opened") open.add(entry.requirement.id);
      if (entry.kind === "requirement.resolved") answered.add(entry.decision.requirementId);
      if (entry.kind === "run.created") for (const { id } of entry.restored?.requirements ?? []) open.add(id);
    }
    if (!answers.every(({ decision }) => open.has(decision.requirementId))) return "gone";
    if (answers.some(({ decision }) => answered.has(decision.requirementId))) return "conflict";
    const eventSeq = run.entries.at(-1)?.eventSeq ?? 0;
    for (const { decision, resolution } of answers)
      run.entries.push({ v: 1, eventSeq, kind: "requirement.resolved", decision, ...resolution });
    return "applied";
  }

  requestCancel(runId: string, { by, at }: CancelRequest): boolean {
    const run = this.#runs.get(runId);
    if (run === undefined || run.ended) return false;
    if (run.held) return true;
    run.entries.push({ v: 1, eventSeq: run.entries.at(-1)?.eventSeq ?? 0, kind: "cancel.requested", by, at });
    return true;
  }

  read(runId: string, fromEntry: number = 0): StoredRun | undefined {
    const run = this.#runs.get(runId);
    if (run === undefined) return undefined;
    return { ...run.run, status: run.status, epoch: run.epoch, entries: run.entries.slice(fromEntry) };
  }

  /** Nobody else can hold a claim on this memory, so none is stale. */
  listStale(_before: number): readonly string[] {
    return [];
  }

  #find(runId: string): MemoryRun {
    const run = this.#runs.get(runId);
    if (run === undefined) throw new InputError("RUN_NOT_FOUND", `There is no run "${runId}" in this store.`);
    return run;
  }

  #holder(position: JournalPosition): MemoryRun {
    const run = this.#find(position.runId);
    if (!run.held || run.epoch !== position.epoch) {
      throw new InternalError(
        "STORE_FENCED",
        `Run "${position.runId}" has been taken over: this process may not write it any more.`,
      );
    }
    if (run.entries.length !== position.expectedEntry) {
      throw new InputError(
        "RUN_CONFLICT",
        `Run "${position.runId}" has ${run.entries.length} entries, not ${position.expectedEntry}.`,
      );
    }
    return run;
  }

  /** Whoever released last may do so once more with another status, as long as nobody has claimed the run since. */
  #releaser(position: JournalPosition): MemoryRun {
    const run = this.#find(position.runId);
    return !run.held && run.epoch === position.epoch ? run : this.#holder(position);
  }

  #end(run: MemoryRun, entries: readonly Entry[]): void {
    const { runId } = run.run;
    run.entries = entries.slice(-1);
    // A second release of the same end takes no second place.
    if (run.ended) return;
    run.ended = true;
    if (this.#maxEnded === 0) {
      this.#runs.delete(runId);
      return;
    }
    const oldest = this.#ended[this.#nextEnded];
    if (oldest !== undefined) this.#runs.delete(oldest);
    this.#ended[this.#nextEnded] = runId;
    this.#nextEnded = (this.#nextEnded + 1) % this.#maxEnded;
  }
}
