import { EVENT_CATALOG, InputError } from "@definable/spec";
import type { RunEvent, RunEventOf } from "@definable/spec";

/** Which events a reader gets. */
export type EventFilter = (event: RunEvent) => boolean;

/** The filter of `?events=`: those that may leave the process unasked (`public`, the default), or `all`. */
export function eventFilter(query: URLSearchParams): EventFilter {
  const wanted = query.get("events") ?? "public";
  if (wanted === "all") return () => true;
  if (wanted === "public") return isPublic;
  throw new InputError(
    "INVALID_INPUT",
    `"events" in the address must be public or all; it is ${JSON.stringify(wanted.slice(0, 60))}.`,
  );
}

/** An event as it leaves the process. */
export function eventJson(event: RunEvent): string {
  return JSON.stringify(event.event === "RunCompleted" ? publicCompleted(event) : event);
}

/** The first call of a run is asked with the whole session: only what the run itself brought leaves the process. */
export function withoutEarlierTurns(event: RunEvent, asked: number): RunEvent {
  if (event.event !== "ModelCallStarted" || event.turn !== 1) return event;
  return { ...event, newMessages: asked === 0 ? [] : event.newMessages.slice(-asked) };
}

function isPublic(event: RunEvent): boolean {
  return EVENT_CATALOG[event.event].isPublic;
}

/** The run's own messages only: earlier turns, the session's state and the thinking's messages are nobody's business. */
function publicCompleted(event: RunEventOf<"RunCompleted">): object {
  const { output: _inProcess, sessionState: _state, reasoningMessages: _thinking, ...rest } = event;
  return { ...rest, messages: event.messages.slice(event.historyLength), historyLength: 0 };
}
