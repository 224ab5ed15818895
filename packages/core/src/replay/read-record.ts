import type { RunEvent, RunOutputData } from "@definable/spec";
import { InputError, OPENING_EVENTS, TERMINAL_EVENTS } from "@definable/spec";

/** What can be replayed: an output with its events, the JSON of one with events, or the events of all segments of a run. */
export type ReplaySource =
  | string
  | readonly RunEvent[]
  | (Pick<RunOutputData, "runId"> & { readonly events?: readonly RunEvent[] | undefined });

/** Reads the segments of one run out of what was given. Throws `INVALID_INPUT` for what is no whole record. */
export function readRecord(source: ReplaySource): readonly (readonly RunEvent[])[] {
  const given: unknown = typeof source === "string" ? parse(source) : source;
  const listed: unknown = Array.isArray(given) ? given : (given as { readonly events?: unknown } | null)?.events;
  if (!Array.isArray(listed) || listed.length === 0)
    throw broken("it holds no events. Keep them (keepEvents), and write output.toJSON({ events: true })");
  // As JSON, so that it does not matter whether the events come from this process.
  const events = JSON.parse(JSON.stringify(listed)) as readonly RunEvent[];
  const [first] = events;
  if (first?.event !== "RunStarted")
    throw broken("it does not begin with RunStarted. Give the events of all segments, from the first on");
  const gap = events.find(({ seq }, index) => seq !== first.seq + index);
  if (gap !== undefined) throw broken(`event ${gap.seq} stands where another is missing. Give all events, in order`);
  return segmentsOf(events);
}

function segmentsOf(events: readonly RunEvent[]): readonly (readonly RunEvent[])[] {
  const segments: RunEvent[][] = [];
  for (const event of events) {
    const isOpening = OPENING_EVENTS.some((name) => name === event.event);
    if (isOpening && event.runId === events[0]?.runId) segments.push([]);
    segments.at(-1)?.push(event);
  }
  const open = segments.find((segment) => !TERMINAL_EVENTS.some((name) => name === segment.at(-1)?.event));
  if (open !== undefined) throw broken(`after event ${open.at(-1)?.seq} the end of its segment is missing`);
  return segments;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError("INVALID_INPUT", "The text given as a record is not JSON.", { cause });
  }
}

function broken(what: string): InputError {
  return new InputError("INVALID_INPUT", `This is no record of a run that can be replayed: ${what}.`);
}
