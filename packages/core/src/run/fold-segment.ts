import type { JsonValue, RunEvent, RunOutputData } from "@definable/spec";
import { InputError, TERMINAL_EVENTS } from "@definable/spec";
import { Fold } from "./fold.ts";
import type { SegmentFacts } from "./fold.ts";

type Terminal = Extract<RunEvent, { event: (typeof TERMINAL_EVENTS)[number] }>;

/**
 * Builds a run's output again from the stored events of one segment (and, for a continuation, the output that it went on
 * from). Checks on the way that nothing is missing: a gap in `seq`, a text that its deltas do not add up to, a result
 * without its place. Throws `INVALID_INPUT` that says what does not fit.
 */
export function foldSegment(events: readonly RunEvent[], earlier?: RunOutputData): RunOutputData {
  const first = events[0];
  if (first === undefined) throw broken("there are no events");
  let seq = first.seq;
  for (const event of events) {
    if (event.seq !== seq) throw broken(`after event ${seq - 1} comes ${event.seq}: ${event.seq - seq} are missing`);
    seq += 1;
  }
  return foldRun(events, first.runId, earlier);
}

/** Folds the events of one run, with those of its sub-agents among them. */
function foldRun(events: readonly RunEvent[], runId: string, earlier: RunOutputData | undefined): RunOutputData {
  const own = events.filter((event) => event.runId === runId);
  const fold = new Fold();
  if (earlier !== undefined) fold.resume(earlier);
  let asked = earlier !== undefined;
  for (const event of own) {
    if (event.event === "RunContentCompleted" && event.fullContent !== fold.spoken) {
      throw broken(`the deltas before event ${event.seq} do not add up to its text`);
    }
    if (!isTerminal(event)) fold.apply(event, event.createdAt);
    if (event.event === "ModelCallStarted" && event.purpose === undefined) {
      if (asked && event.messageCount !== fold.messageCount) {
        throw broken(
          `event ${event.seq} was asked with ${event.messageCount} messages, the events before it hold ${fold.messageCount}`,
        );
      }
      asked = true;
    }
  }
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined || !isTerminal(last))
    throw broken("the last event does not end the segment");
  // The numbers are the root's: a sub-agent counts its own events.
  const count = last.parentRunId === undefined ? last.seq : (earlier?.lastSeq ?? 0) + own.length;
  const children = last.event === "RunPaused" ? pausedChildren(events, runId, earlier) : undefined;
  const output = fold.output(identityOf(last, first, earlier), { ...factsOf(last), seq: count, children });
  return compare(fold.whole(output), last);
}

/** The sub-agents that wait with a run: those that have paused in this segment, and those that were left alone. */
function pausedChildren(
  events: readonly RunEvent[],
  runId: string,
  earlier: RunOutputData | undefined,
): readonly RunOutputData[] | undefined {
  const children = new Map((earlier?.children ?? []).map((child) => [child.runId, child]));
  for (const event of events) {
    if (event.parentRunId !== runId) continue;
    const before = earlier?.children?.find((child) => child.runId === event.runId);
    if (event.event === "RunPaused") children.set(event.runId, foldRun(events, event.runId, before));
    else if (isTerminal(event)) children.delete(event.runId);
  }
  const calls = events.findLast((event) => event.runId === runId && event.event === "RunPaused");
  if (calls?.event !== "RunPaused") return undefined;
  // In the order of the calls that started them.
  const waiting = calls.tools.flatMap(({ childRunId, status }) => {
    const child = childRunId === undefined || status !== "waiting" ? undefined : children.get(childRunId);
    return child === undefined ? [] : [child];
  });
  return waiting.length === 0 ? undefined : waiting;
}

function isTerminal(event: RunEvent): event is Terminal {
  return TERMINAL_EVENTS.some((name) => name === event.event);
}

function factsOf(last: Terminal): SegmentFacts {
  const facts = { status: last.status, at: last.createdAt, seq: last.seq, stopReason: last.stopReason };
  switch (last.event) {
    case "RunPaused":
      return {
        ...facts,
        requirements: last.requirements,
        waiting: last.tools.filter((tool) => tool.status === "waiting"),
      };
    case "RunError":
      return { ...facts, error: last.error, errorCode: last.errorCode };
    case "RunCompleted":
      if (last.status === "BLOCKED") return { ...facts, blocked: last.content };
      // Only the schema knows what the text means; `parsed` came from JSON.
      return { ...facts, parsed: last.parsed as JsonValue | undefined };
    case "RunCancelled":
      return facts;
    default:
      return last satisfies never;
  }
}

function identityOf(
  last: Terminal,
  first: RunEvent,
  earlier: RunOutputData | undefined,
): Parameters<Fold["output"]>[0] {
  const { runId, sessionId, agentId, agentName, parentRunId } = last;
  const known = first.event === "RunStarted" ? first : earlier;
  const state = last.event === "RunCompleted" ? last : earlier;
  return {
    runId,
    sessionId,
    agentId,
    agentName,
    parentRunId,
    hasSession: known?.hasSession ?? false,
    userId: known?.userId,
    metadata: known?.metadata,
    sessionState: state?.sessionState,
  };
}

/** The terminal event says the same things as the parts, so that a lost part shows. */
function compare(output: RunOutputData, last: Terminal): RunOutputData {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["content", output.content, last.content],
    ["tools", output.tools, last.tools],
    ["metrics", output.metrics, last.metrics],
    ...(last.event === "RunCompleted" ? [["messages", output.messages, last.messages] as const] : []),
  ];
  for (const [field, folded, told] of pairs) {
    if (JSON.stringify(folded) !== JSON.stringify(told))
      throw broken(`${field} of ${last.event} differ from what the events before it say`);
  }
  return output;
}

function broken(what: string): InputError {
  return new InputError("INVALID_INPUT", `These events are not one whole segment of a run: ${what}.`);
}
