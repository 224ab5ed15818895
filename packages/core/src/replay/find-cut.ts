import type { RunEvent } from "@definable/spec";

/** The `seq` of the first event that came of the cancel, or of the limit of time, that ended a segment. */
export function findCut(events: readonly RunEvent[]): number | undefined {
  const last = events.at(-1);
  if (last === undefined || !(isCut(last) || isCutInVain(last, events))) return undefined;
  let index = events.findIndex((event) => event === last || isCutShort(event));
  while (isClosing(events[index - 1]) || isStartOf(events[index - 1], events[index])) index -= 1;
  return events[index]?.seq;
}

function isCut(last: RunEvent): boolean {
  return last.event === "RunCancelled" || (last.event === "RunCompleted" && last.stopReason === "maxDurationMs");
}

/** A run that was cancelled and that its store then could not keep failed. */
function isCutInVain(last: RunEvent, events: readonly RunEvent[]): boolean {
  const isCancelled = (event: RunEvent): boolean =>
    event.event === "PhaseCompleted" && event.error === "The run was cancelled.";
  return last.event === "RunError" && events.some(isCancelled);
}

function isCutShort(event: RunEvent): boolean {
  switch (event.event) {
    case "ModelCallCompleted":
      return event.errorCode === "RUN_CANCELLED";
    case "ToolCallError":
      return event.tool.status === "cancelled";
    case "PhaseCompleted":
      return event.error !== undefined;
    default:
      return false;
  }
}

/** A call that never began is told in two events at once. */
function isStartOf(before: RunEvent | undefined, event: RunEvent | undefined): boolean {
  if (before?.event !== "ToolCallStarted" || event?.event !== "ToolCallError") return false;
  return before.tool.toolCallId === event.tool.toolCallId;
}

/** What a call that is cut short says before its end. */
function isClosing(event: RunEvent | undefined): boolean {
  switch (event?.event) {
    case "RunContentCompleted":
      return true;
    case "ReasoningCompleted":
    case "PreHookCompleted":
    case "PostHookCompleted":
      return event.error !== undefined;
    default:
      return false;
  }
}
