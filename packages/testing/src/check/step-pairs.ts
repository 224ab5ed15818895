import { EVENT_PAIRS } from "@definable/spec";
import type { RunEvent } from "@definable/spec";
import { failAt } from "./fail-at.ts";
import type { Segment } from "./run-record.ts";

type Start = RunEvent & { readonly stepId: string };

const ENDS_OF: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(EVENT_PAIRS).map(([start, { end, failure, other }]) => [
    start,
    [...new Set([end, failure, ...(other === undefined ? [] : [other])])],
  ]),
);
const START_OF: ReadonlyMap<string, string> = new Map(
  [...ENDS_OF].flatMap(([start, ends]) => ends.map((end) => [end, start] as const)),
);

/** Events in the middle of a step, with the start of the step that they belong to. */
const WITHIN: ReadonlyMap<string, string> = new Map([
  ["ToolContent", "ToolCallStarted"],
  ["ReasoningContentDelta", "ReasoningStarted"],
  ["ReasoningStep", "ReasoningStarted"],
]);

/**
 * Invariant 2: every start of a segment is closed by exactly one end of its pair with the same `stepId`; a phase ends
 * after everything that began within it, a tool call after its hooks.
 */
export function checkStepPairs(segment: Segment, before?: Segment): void {
  const { events, terminal } = segment;
  const open = new Map<string, Start>();
  const used = new Set<string>();
  const waiting = waitingSteps(segment);
  // The call of a sub-agent may outlast the loop: it waits, or a cancel ended the run after all.
  const outlasts = new Set([...waiting, ...events.flatMap((e) => (e.event === "SubAgentKilled" ? [e.stepId] : []))]);
  // The call of a sub-agent that waits began before the pause, and ends when it no longer waits.
  for (const start of before === undefined ? unseenStarts(segment) : openOverPause(before))
    open.set(`${start.event} ${start.stepId}`, start);
  for (const event of events) {
    const start = ENDS_OF.has(event.event) ? event.event : (START_OF.get(event.event) ?? WITHIN.get(event.event));
    if (start === undefined) continue;
    if (!hasStepId(event)) failAt(2, event, "expected a stepId, found none.");
    const key = `${start} ${event.stepId}`;
    if (event.event === start) {
      if (used.has(key) || open.has(key))
        failAt(2, event, `expected a fresh stepId, found ${event.stepId} a second time.`);
      used.add(key);
      open.set(key, event);
    } else if (!open.has(key)) {
      const state = used.has(key) ? "it has ended already" : "it never began";
      failAt(2, event, `expected an open ${start} with stepId ${event.stepId}, but ${state}.`);
    } else if (START_OF.has(event.event)) {
      const from = open.get(key)?.seq ?? 0;
      open.delete(key);
      const within = [...open.values()].filter(({ seq, stepId }) => seq > from && !outlasts.has(stepId));
      checkNesting(event, within);
    }
  }
  for (const start of open.values()) {
    if (waiting.has(start.stepId)) continue;
    const ends = ENDS_OF.get(start.event)?.join(" or ") ?? "";
    failAt(
      2,
      start,
      `expected ${ends} with stepId ${start.stepId} before ${terminal.event} (seq ${terminal.seq}), found none.`,
    );
  }
}

/** The calls of sub-agents that a pause leaves open, with what belongs to them. */
function waitingSteps({ terminal }: Segment): ReadonlySet<string> {
  if (terminal.event !== "RunPaused") return new Set();
  const waiting = terminal.tools.filter(({ status, childRunId }) => status === "waiting" && childRunId !== undefined);
  return new Set(waiting.map(({ toolCallId }) => toolCallId));
}

/** What stands open of an earlier segment. Also of one before that: a call may wait over several pauses. */
function openOverPause(segment: Segment): readonly Start[] {
  return [...waitingSteps(segment)].flatMap((stepId) => startsOf(segment, stepId));
}

/** The same when the earlier segment is not in the list: the ends of sub-agents say which calls stood open. */
function unseenStarts(segment: Segment): readonly Start[] {
  const { opening, events } = segment;
  if (opening.event !== "RunContinued") return [];
  const spawned = new Set(events.flatMap((event) => (event.event === "SubAgentSpawned" ? [event.stepId] : [])));
  return events.flatMap((event) => {
    const isEnd = START_OF.get(event.event) === "SubAgentSpawned" && hasStepId(event);
    return isEnd && !spawned.has(event.stepId) ? startsOf(segment, event.stepId) : [];
  });
}

/** The two starts of a sub-agent's call, as an earlier segment told them. */
function startsOf({ opening, terminal }: Segment, stepId: string): readonly Start[] {
  const { runId, sessionId, agentId, agentName, createdAt, seq } = opening;
  const tool = terminal.tools.find(({ toolCallId }) => toolCallId === stepId);
  if (tool === undefined) return [];
  const envelope = { runId, sessionId, agentId, agentName, createdAt, seq, stepId };
  const spawned = { event: "SubAgentSpawned", ...envelope, threadId: tool.childRunId ?? "", goal: "" } as const;
  return [{ event: "ToolCallStarted", ...envelope, tool, toolName: tool.toolName } as const, spawned];
}

function hasStepId(event: RunEvent): event is Start {
  return "stepId" in event && typeof event.stepId === "string" && event.stepId !== "";
}

/** `within`: what began after its start, and is open. */
function checkNesting(end: RunEvent, within: readonly Start[]): void {
  for (const inner of within) {
    if (end.event === "PhaseCompleted") {
      failAt(2, end, `expected ${inner.event} with stepId ${inner.stepId} (seq ${inner.seq}) to end before its phase.`);
    }
    const isHook = inner.event === "PreHookStarted" || inner.event === "PostHookStarted";
    const isTool = end.event === "ToolCallCompleted" || end.event === "ToolCallError";
    if (isHook && isTool && inner.tool.toolCallId === end.tool.toolCallId) {
      failAt(
        2,
        end,
        `expected ${inner.event} with stepId ${inner.stepId} (seq ${inner.seq}) to end before its tool call.`,
      );
    }
  }
}
