import type { Decision, Entry, NewRun, Requirement, RunOutputData, StoredRun } from "@definable/spec";
import { InputError } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { checkDecisions } from "./check-decisions.ts";
import { RunOutput } from "../run/run-output.ts";

/** A paused run, found, and the decisions that go with it. */
export interface Continuation {
  readonly output: RunOutputData;
  readonly decisions: readonly Decision[];
  /** The requirements whose time is over. */
  readonly expired: readonly Requirement[];
  /** Set when the store did not know the run: it is put there first. */
  readonly restored: boolean;
  readonly created: CreatedEntry | undefined;
}

type CreatedEntry = Extract<Entry, { kind: "run.created" }>;

/** What a continuation is asked with. */
export interface ContinuationScene {
  readonly decisions: readonly Decision[];
  /** The run that the paused one must belong to; undefined when it must be a root. */
  readonly parentRunId: string | undefined;
  /** When it was asked. */
  readonly at: number;
}

/**
 * Finds the paused run in the store, or takes it from its JSON, and checks the decisions against its requirements.
 * Changes nothing. Throws `RUN_NOT_FOUND`, `RUN_CONFLICT`, `RUN_NOT_PAUSED`,
 * and what `checkDecisions` throws.
 */
export async function findContinuation(
  { store }: Pick<AgentServices, "store">,
  run: string | RunOutputData,
  { decisions: given, parentRunId, at }: ContinuationScene,
): Promise<Continuation> {
  const isId = typeof run === "string" && !run.trimStart().startsWith("{");
  const reference = isId ? undefined : RunOutput.fromJSON(run);
  const runId = isId ? run : (reference?.runId ?? "");
  if (reference !== undefined && reference.status !== "PAUSED") throw notPaused(reference);
  const stored = await store.runs.read(runId);
  if (stored === undefined && reference === undefined) {
    throw new InputError(
      "RUN_NOT_FOUND",
      `There is no run "${runId}" in this agent's store. Pass the RunOutput or its JSON if it comes from elsewhere.`,
    );
  }
  checkParent(runId, stored ?? reference, parentRunId);
  const output = stored === undefined ? reference?.toJSON() : pausedOutput(stored);
  if (output === undefined) throw new InputError("RUN_NOT_FOUND", `Run "${runId}" has no state to go on from.`);
  // Answers given on the live object, or kept in its JSON, count as if they were passed.
  const decisions = [...given, ...notes(reference, given)];
  const expired = expiredNow(output, at);
  checkDecisions(decisions, {
    output,
    answered: answeredBefore(stored),
    expired: new Set(expired.map(({ id }) => id)),
  });
  const created = stored?.entries.find((entry): entry is CreatedEntry => entry.kind === "run.created");
  return { output, decisions, expired, restored: stored === undefined, created };
}

/** What puts a run from JSON into a store that does not know it. */
export function restoredRun(output: RunOutputData): { readonly run: NewRun; readonly input: CreatedEntry } {
  const { runId, sessionId, userId, agentId, parentRunId, createdAt, input, metadata } = output;
  return {
    run: { runId, sessionId, userId, agentId, parentRunId, createdAt },
    input: { v: 1, eventSeq: output.lastSeq, kind: "run.created", input, metadata, restored: output },
  };
}

function pausedOutput(stored: StoredRun): RunOutputData {
  if (stored.status === "CANCELLED") {
    throw new InputError("RUN_CANCELLED", `Run "${stored.runId}" was cancelled: it cannot go on.`);
  }
  if (stored.status !== "PAUSED") {
    throw new InputError(
      "RUN_CONFLICT",
      `Run "${stored.runId}" is ${stored.status}, not paused: somebody else continues it, or has done so.`,
    );
  }
  const output = lastPause(stored.entries);
  if (output !== undefined) return output;
  throw new InputError("RUN_NOT_FOUND", `Run "${stored.runId}" is paused, but the store has lost what it paused with.`);
}

/** What a run paused with last. */
export function lastPause(entries: readonly Entry[]): RunOutputData | undefined {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === "run.paused") return entry.output;
    if (entry?.kind === "run.created" && entry.restored !== undefined) return entry.restored;
  }
  return undefined;
}

function expiredNow({ requirements }: RunOutputData, now: number): readonly Requirement[] {
  return requirements.filter(
    ({ state, expiresAt }) => state === "pending" && expiresAt !== undefined && expiresAt <= now,
  );
}

function notes(reference: RunOutput | undefined, given: readonly Decision[]): readonly Decision[] {
  const named = new Set(given.map((decision) => decision.requirementId));
  const decisions: Decision[] = [];
  for (const { state, decision } of reference?.requirements ?? []) {
    if (state === "pending" && decision !== undefined && !named.has(decision.requirementId)) decisions.push(decision);
  }
  return decisions;
}

function answeredBefore(stored: StoredRun | undefined): ReadonlySet<string> {
  const answered = new Set<string>();
  for (const entry of stored?.entries ?? []) {
    if (entry.kind === "requirement.resolved") answered.add(entry.decision.requirementId);
  }
  return answered;
}

/** Throws `RUN_CONFLICT` for a run that is not what this run may go on with: what its JSON says may be made up. */
export function checkParent(
  runId: string,
  found: { readonly parentRunId?: string | undefined } | undefined,
  parentRunId: string | undefined,
): void {
  const parent = found?.parentRunId;
  if (parent === parentRunId) return;
  const wrong =
    parentRunId === undefined
      ? `Run "${runId}" is a sub-agent of run "${parent}", which waits with it. Continue or cancel that one: it has the same requirements.`
      : `Run "${runId}" is no sub-agent of run "${parentRunId}".`;
  throw new InputError("RUN_CONFLICT", wrong);
}

function notPaused({ runId, status }: RunOutput): InputError {
  return new InputError("RUN_NOT_PAUSED", `Run "${runId}" is ${status}: only a paused run can be continued.`);
}
