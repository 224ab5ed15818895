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
export function checkStepPairs({ events, terminal }: Segment): void {
  const open = new Map<string, Start>();
  const used = new Set<string>();
  for (const event of events) {
    const start = ENDS_OF.has(event.event) ? event.event : (START_OF.get(event.event) ?? WITHIN.get(event.event));
    if (start === undefined) continue;
    if (!hasStepId(event)) failAt(2, event, "expected a stepId, found none.");
    const key = `${start} ${event.stepId}`;
    if (event.event === start) {
      if (used.has(key)) failAt(2, event, `expected a fresh stepId, found ${event.stepId} a second time.`);
      used.add(key);
      open.set(key, event);
    } else if (!open.has(key)) {
      const state = used.has(key) ? "it has ended already" : "it never began";
      failAt(2, event, `expected an open ${start} with stepId ${event.stepId}, but ${state}.`);
    } else if (START_OF.has(event.event)) {
      open.delete(key);
      checkNesting(event, open);
    }
  }
  for (const start of open.values()) {
    const ends = ENDS_OF.get(start.event)?.join(" or ") ?? "";
    failAt(
      2,
      start,
      `expected ${ends} with stepId ${start.stepId} before ${terminal.event} (seq ${terminal.seq}), found none.`,
    );
  }
}

function hasStepId(event: RunEvent): event is Start {
  return "stepId" in event && typeof event.stepId === "string" && event.stepId !== "";
}

function checkNesting(end: RunEvent, open: ReadonlyMap<string, Start>): void {
  for (const inner of open.values()) {
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
