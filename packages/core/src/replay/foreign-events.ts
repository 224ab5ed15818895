import type { RunEvent } from "@definable/spec";

/** The events that only a model call tells. */
const SPOKEN: ReadonlySet<string> = new Set([
  "RunContent",
  "RunContentCompleted",
  "IntermediateRunContent",
  "ReasoningStarted",
  "ReasoningContentDelta",
  "ReasoningCompleted",
]);

/** All that the loop tells by itself when it runs on recorded replies and results. */
const OWN: ReadonlySet<string> = new Set([
  ...SPOKEN,
  "ModelCallStarted",
  "ModelCallCompleted",
  "ToolCallStarted",
  "ToolCallCompleted",
  "ToolCallError",
  "RunInputAdded",
  "PhaseStarted",
  "PhaseCompleted",
]);

/**
 * Which events of a segment are told again as they were recorded, because what tells them is not run again: hooks, memory,
 * middleware, phases of the user, sub-agents, models that were asked beside the conversation.
 */
export function foreignEvents(events: readonly RunEvent[]): readonly boolean[] {
  const isAnswered = events.some((event) => event.event === "RunContentCompleted" && event.message !== undefined);
  const runId = events[0]?.runId;
  let isInCall = false;
  return events.map((event, index) => {
    if (index === 0 || index === events.length - 1) return false;
    if (isAnswered || event.runId !== runId || isSideCall(event)) return true;
    if (event.event === "ModelCallStarted") isInCall = true;
    const isForeign = !OWN.has(event.event) || (SPOKEN.has(event.event) && !isInCall);
    if (event.event === "ModelCallCompleted") isInCall = false;
    return isForeign;
  });
}

function isSideCall(event: RunEvent): boolean {
  return (event.event === "ModelCallStarted" || event.event === "ModelCallCompleted") && event.purpose !== undefined;
}
