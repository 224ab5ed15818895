import type { RunEvent, RunOutputData } from "@definable/spec";
import { InputError } from "@definable/spec";
import { resolveModel } from "../model/resolve-model.ts";
import { readRecord } from "./read-record.ts";
import type { ReplaySource } from "./read-record.ts";
import type { Replay, ReplayChanges } from "./replay-changes.ts";
import { replaySegment } from "./replay-segment.ts";
import type { KnownCalls, ReplayHouse } from "./replay-segment.ts";

/** Runs the loop of a recorded run again. Throws `INVALID_INPUT` for what is no whole record, and for unknown changes. */
export async function replayRun(
  { services, CallBudget }: ReplayHouse,
  source: ReplaySource,
  changes: ReplayChanges,
): Promise<Replay> {
  const segments = readRecord(source);
  const started = segments[0]?.[0];
  if (started?.event !== "RunStarted") throw new InputError("INVALID_INPUT", "A record begins with RunStarted.");
  const known = knownCalls(segments.flat());
  checkChanges(changes, known);
  const isChanged = Object.values(changes).some((change) => change !== undefined);
  // Tools are only shown to a live model: they are never carried out.
  if (isChanged) await services.tools();
  const live = changes.model === undefined ? services.config.model : resolveModel(changes.model);
  const world = { services, changes, live, started, known, CallBudget };
  const events: RunEvent[] = [];
  let earlier: RunOutputData | undefined;
  for (const [index, segment] of segments.entries()) {
    const { output, difference } = await replaySegment(world, segment, earlier);
    events.push(...output.events);
    if (difference !== undefined || index === segments.length - 1) return { output, events, difference };
    earlier = output.toJSON();
  }
  throw new InputError("INVALID_INPUT", "A record has at least one segment.");
}

function knownCalls(events: readonly RunEvent[]): KnownCalls {
  return events.flatMap((event) =>
    event.event === "ToolCallCompleted" || event.event === "ToolCallError" ? [event.tool] : [],
  );
}

const NAMES = ["results", "replies", "instructions", "model", "tools"];

function checkChanges(changes: ReplayChanges, known: KnownCalls): void {
  const stranger = Object.keys(changes).find((name) => !NAMES.includes(name));
  if (stranger !== undefined)
    throw new InputError("INVALID_INPUT", `A replay has no change "${stranger}". There are: ${NAMES.join(", ")}.`);
  const ids = known.map(({ toolCallId }) => toolCallId);
  const unknown = Object.keys(changes.results ?? {}).find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const list = ids.length === 0 ? "none" : ids.join(", ");
  throw new InputError("INVALID_INPUT", `The record has no result of a call "${unknown}". It has: ${list}.`);
}
