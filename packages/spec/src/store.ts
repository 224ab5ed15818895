import type { Entry } from "./journal.ts";
import type { JsonObject } from "./json.ts";
import type { Message } from "./message.ts";
import type { Decision, Resolution } from "./requirement.ts";
import type { RunStatus } from "./run-status.ts";

/** What identifies a new run. */
export interface NewRun {
  /** Unique in the store. */
  readonly runId: string;
  /** The conversation it belongs to; a fresh id when it belongs to none. */
  readonly sessionId: string;
  /** Whose run it is. Undefined: nobody's in particular. */
  readonly userId?: string | undefined;
  /** The agent that runs it, so that a continuation is not given to another. */
  readonly agentId: string;
  /** The run that started it as a sub-agent. */
  readonly parentRunId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A run as the store knows it. */
export interface StoredRun extends NewRun {
  /** How it stood at the last release, or `RUNNING`. */
  readonly status: RunStatus;
  /** Grows with each claim: the fencing token. */
  readonly epoch: number;
  /** The journal, in the order of the appends. */
  readonly entries: readonly Entry[];
}

/** A claim on a run: nobody else may append until it is released or its time is over. */
export interface Claim {
  /** The fencing token of this claim: give it with every append. */
  readonly epoch: number;
  /** The journal so far, for the segment that goes on from it. */
  readonly entries: readonly Entry[];
}

/** The messages and state that a segment adds to its session, in the same transaction that ends it. */
export interface SessionWrite {
  /** Whose session it is. Undefined: nobody's in particular. */
  readonly userId?: string | undefined;
  /** The conversation that grows. */
  readonly sessionId: string;
  /** What this segment adds, without system messages. */
  readonly messages: readonly Message[];
  /** The whole new state. Undefined leaves the old one. */
  readonly state?: JsonObject | undefined;
  /** Replaces the session's summary. Undefined leaves the old one, unless a message is put before the end of what it tells. */
  readonly summary?: SessionSummary | undefined;
}

/** What the beginning of a session comes down to. */
export interface SessionSummary {
  /** The summary, for a model to read in place of the messages. */
  readonly text: string;
  /** How many of the session's messages it tells, counted from the oldest. */
  readonly upTo: number;
}

/**
 * The journal of runs. Every method is atomic; when it returns (or its promise resolves), what it wrote survives.
 * Must not keep or change the arrays it is given, nor revive anything but plain JSON.
 */
export interface RunStore {
  /** Makes the run, claimed by its maker with epoch 1. Throws `RUN_EXISTS` when the id is taken. */
  create(run: NewRun, first: readonly Entry[], owner: ClaimOptions): void | Promise<void>;
  /** Takes a paused or abandoned run. Throws `RUN_NOT_FOUND`, or `RUN_CONFLICT` while somebody else holds it. */
  claim(runId: string, owner: ClaimOptions): Claim | Promise<Claim>;
  /**
   * Adds entries after `expectedEntry` entries and returns the new count. Throws `STORE_FENCED` when the epoch is old and
   * `RUN_CONFLICT` when the count differs.
   */
  append(position: JournalPosition, entries: readonly Entry[]): number | Promise<number>;
  /** Prolongs the claim. Throws `STORE_FENCED`. */
  renew(runId: string, epoch: number, ttlMs: number): void | Promise<void>;
  /**
   * Appends the last entries of a segment, sets the status, writes the session and gives up the claim: one transaction. The
   * same epoch may release again, with another status, until somebody else claims the run.
   */
  release(position: JournalPosition, end: SegmentRelease): void | Promise<void>;
  /** Answers requirements of a claimed run, all or none: compare-and-set on `pending`. */
  resolve(runId: string, answers: readonly RequirementAnswer[]): ResolveResult | Promise<ResolveResult>;
  /** Asks whoever runs it to stop. False when the run is unknown or has ended. */
  requestCancel(runId: string, by: CancelRequest): boolean | Promise<boolean>;
  /** The run with its entries from the given one on; undefined when unknown. */
  read(runId: string, fromEntry?: number): StoredRun | undefined | Promise<StoredRun | undefined>;
  /** Runs whose claim ended before that moment without a release. */
  listStale(before: number): readonly string[] | Promise<readonly string[]>;
}

/** Who takes a claim, and for how long without renewal. */
export interface ClaimOptions {
  /** Names the process or worker, for people who look into a conflict. */
  readonly owner: string;
  /** Milliseconds until others may take the run, unless the claim is renewed. */
  readonly ttlMs: number;
}

/** Where in which run an append goes. */
export interface JournalPosition {
  /** The run that is written to. */
  readonly runId: string;
  /** The epoch of the writer's claim. */
  readonly epoch: number;
  /** How many entries the writer believes are there: compare-and-set. */
  readonly expectedEntry: number;
}

/** How a segment ends. */
export interface SegmentRelease {
  /** How the run stands from now on. */
  readonly status: RunStatus;
  /** The last entries of the segment. */
  readonly entries: readonly Entry[];
  /** What goes into the session with them. Undefined for a run without one. */
  readonly session?: SessionWrite | undefined;
}

/** Who asks for a cancel, and when (milliseconds since 1970). */
export interface CancelRequest {
  /** Who asked, such as a user's id. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The answer to one requirement, with the record of it. */
export interface RequirementAnswer {
  /** What was decided. */
  readonly decision: Decision;
  /** Who decided, when and through what. */
  readonly resolution: Resolution;
}

/** What came of an answer. `gone`: the run does not have such a requirement. `conflict`: it was answered before. */
export type ResolveResult = "applied" | "conflict" | "gone";

/** A session of one user: the same id of another user is another session. */
export interface SessionKey {
  /** Whose session it is. Undefined: nobody's in particular. */
  readonly userId?: string | undefined;
  /** The id that the caller chose. */
  readonly sessionId: string;
}

/** Which part of a session is read. */
export interface SessionWindow {
  /** At most this many of the newest messages. Default: all. */
  readonly limit?: number | undefined;
  /** Leave out this run and all that came after it: what it saw when it began. */
  readonly beforeRun?: string | undefined;
}

/** A session as read. */
export interface SessionData {
  /** The conversation so far, oldest first. */
  readonly messages: readonly Message[];
  /** The `sessionState` that tools share; empty for a new session. */
  readonly state: JsonObject;
  /**
   * What `SessionWrite` said last. Gone when a run has since put messages before `upTo`, as a run does that paused there; not
   * given with a window.
   */
  readonly summary?: SessionSummary | undefined;
}

/** The conversations. Messages of one run stay together, in the order of the runs' first messages. */
export interface SessionStore {
  /** The session as it stands; empty when it is unknown. Never throws for an unknown one. */
  read(key: SessionKey, window?: SessionWindow): SessionData | Promise<SessionData>;
  /** Adds messages of a run outside a release, and replaces the state when one is given. */
  append(key: SessionKey, runId: string, write: Omit<SessionWrite, keyof SessionKey>): void | Promise<void>;
  /** Keeps a decision for a tool in this session, so that it is not asked again. */
  remember(key: SessionKey, toolName: string, action: "confirm" | "reject"): void | Promise<void>;
  /** The decisions kept by `remember`; empty when there are none. */
  remembered(key: SessionKey): RememberedDecisions | Promise<RememberedDecisions>;
  /** Forgets the session: messages, state and decisions. Silent when it is unknown. */
  delete(key: SessionKey): void | Promise<void>;
}

/** Decisions that a session remembers, by tool name. */
export type RememberedDecisions = { readonly [toolName: string]: "confirm" | "reject" };

/** Where runs and sessions live: the `store` of an Agent. */
export interface Store {
  /** The journals of runs. */
  readonly runs: RunStore;
  /** The conversations. */
  readonly sessions: SessionStore;
  /** Gives back what is open: files, connections. The store is of no use afterwards. */
  close(): void | Promise<void>;
}
