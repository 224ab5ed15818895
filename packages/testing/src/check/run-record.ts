import { OPENING_EVENTS, TERMINAL_EVENTS } from "@definable/spec";
import type { RunEvent } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import { InvariantError } from "./invariant-error.ts";

/** An event that ends a segment. */
export type TerminalEvent = Extract<RunEvent, { event: (typeof TERMINAL_EVENTS)[number] }>;

/** An event that opens a segment. */
export type OpeningEvent = Extract<RunEvent, { event: (typeof OPENING_EVENTS)[number] }>;

/** A part of a run between its opening and its terminal event, both in `events`. */
export interface Segment {
  readonly opening: OpeningEvent;
  readonly events: readonly RunEvent[];
  readonly terminal: TerminalEvent;
}

/** One run of a list of events: the root, or a child whose events were forwarded. */
export interface RunRecord {
  readonly runId: string;
  readonly isRoot: boolean;
  /** False when the list begins with a continuation, so that earlier turns are unknown. */
  readonly fromStart: boolean;
  readonly segments: readonly Segment[];
}

const OPENING: ReadonlySet<string> = new Set(OPENING_EVENTS);
const TERMINAL: ReadonlySet<string> = new Set(TERMINAL_EVENTS);

const isOpening = (event: RunEvent): event is OpeningEvent => OPENING.has(event.event);
const isTerminal = (event: RunEvent): event is TerminalEvent => TERMINAL.has(event.event);

/** Cuts a list into runs and segments. Throws when invariant 1 does not hold. The root comes first. */
export function readRuns(events: readonly RunEvent[]): readonly RunRecord[] {
  const first = events[0];
  if (first === undefined) {
    throw new InvariantError({
      invariant: 1,
      at: "the list",
      problem: "expected at least an opening and a terminal event, found none.",
    });
  }
  const byRun = new Map<string, RunEvent[]>();
  for (const event of events) {
    const own = byRun.get(event.runId);
    if (own === undefined) byRun.set(event.runId, [event]);
    else own.push(event);
  }
  const runs = [...byRun].map(([runId, own]) => readRun(own, { runId, isRoot: runId === first.runId }));
  checkChildrenWithin(events, first.runId);
  return runs;
}

function readRun(events: readonly RunEvent[], run: { runId: string; isRoot: boolean }): RunRecord {
  const segments: Segment[] = [];
  let open: { opening: OpeningEvent; events: RunEvent[] } | undefined;
  for (const event of events) {
    if (open === undefined) {
      if (!isOpening(event)) failAt(1, event, outsideProblem(segments.at(-1)));
      checkOpening(event, segments);
      open = { opening: event, events: [event] };
      continue;
    }
    checkEnvelope(open.opening, event);
    if (isOpening(event)) failAt(1, event, "expected one opening event a segment, found a second.");
    open.events.push(event);
    if (!isTerminal(event)) continue;
    checkStatus(event);
    segments.push({ ...open, terminal: event });
    open = undefined;
  }
  const last = open?.events.at(-1);
  if (last !== undefined) failAt(1, last, "expected a terminal event last, found the end of the list after this one.");
  return { ...run, fromStart: segments[0]?.opening.event === "RunStarted", segments };
}

function outsideProblem(before: Segment | undefined): string {
  return before === undefined
    ? "expected RunStarted or RunContinued first."
    : `expected nothing after ${before.terminal.event} (seq ${before.terminal.seq}) but a continuation of a paused run.`;
}

function checkOpening(event: OpeningEvent, before: readonly Segment[]): void {
  const previous = before.at(-1);
  if (previous === undefined) return;
  if (event.event === "RunStarted") failAt(1, event, "expected RunStarted once a run, found a second.");
  if (previous.terminal.event !== "RunPaused") {
    failAt(
      1,
      event,
      `expected only a paused run to be continued, found one that ended with ${previous.terminal.event}.`,
    );
  }
  if (previous.opening.event === "RunContinued" && event.segment !== previous.opening.segment + 1) {
    failAt(1, event, `expected segment ${previous.opening.segment + 1}, found ${event.segment}.`);
  }
}

function checkEnvelope(opening: OpeningEvent, event: RunEvent): void {
  for (const field of ["sessionId", "agentId", "agentName", "parentRunId"] as const) {
    if (event[field] === opening[field]) continue;
    failAt(1, event, `expected ${field} ${show(opening[field])} as in ${opening.event}, found ${show(event[field])}.`);
  }
}

function checkStatus(event: TerminalEvent): void {
  const fitting: readonly string[] = {
    RunCompleted: ["COMPLETED", "BLOCKED"],
    RunPaused: ["PAUSED"],
    RunError: ["ERROR"],
    RunCancelled: ["CANCELLED"],
  }[event.event];
  if (!fitting.includes(event.status)) {
    failAt(1, event, `expected status ${fitting.join(" or ")}, found ${show(event.status)}.`);
  }
}

function checkChildrenWithin(events: readonly RunEvent[], rootId: string): void {
  let ended: TerminalEvent | undefined;
  for (const event of events) {
    if (event.runId === rootId) ended = isTerminal(event) ? event : undefined;
    else if (ended !== undefined) failAt(1, event, `expected nothing of a child after the root's ${ended.event}.`);
  }
}
