import { EVENT_CATALOG, EVENT_PAIRS } from "../../packages/spec/src/index.ts";
import type { RunEventEnvelope, RunEventName, StepEnds } from "../../packages/spec/src/index.ts";
import { EVENT_GROUPS, GROUP_OF } from "./event-groups.ts";
import { LATER_EVENTS } from "./later-events.ts";
import { code, table } from "./table.ts";

/** What every event carries. A field that the envelope gains or loses does not compile. */
const ENVELOPE: Readonly<Record<keyof RunEventEnvelope, string>> = {
  event: "The name, by which to tell events apart.",
  runId: "The run. The same over all its segments.",
  sessionId: "The session; for a run without one, the run's own id.",
  agentId: "The agent.",
  agentName: "The agent's name.",
  parentRunId: "The run that started this one, for the runs of sub-agents; else absent.",
  seq: "Counts the events of a run from 1, without gaps, over all its segments.",
  createdAt: "Milliseconds since 1970.",
};

/** The fields of every event. */
export function envelopeTable(): string {
  return table(
    ["field", "what"],
    Object.entries(ENVELOPE).map(([field, what]) => [code(field), what]),
  );
}

/** Every event by group, with its own fields. */
export function eventTables(): string {
  // The catalog has a key for each name and no other.
  const names = Object.keys(EVENT_CATALOG) as RunEventName[];
  return EVENT_GROUPS.map((group) => {
    const rows = names.filter((name) => GROUP_OF[name] === group).map(eventRow);
    return `### ${group}\n\n${table(["event", "when", "public", "its fields"], rows)}`;
  }).join("\n\n");
}

function eventRow(name: RunEventName): readonly string[] {
  const { meaning, isPublic, fields } = EVENT_CATALOG[name];
  const when = LATER_EVENTS.has(name) ? `${meaning} *Later.*` : meaning;
  return [code(name), when, isPublic ? "yes" : "", fields.map(fieldName).join(", ")];
}

/** A word is a field; what has spaces in it is a sentence about several. */
const fieldName = (field: string): string => (/^\w+\??$/.test(field) ? code(field) : field);

/** Every start with its ends. */
export function pairTable(): string {
  return table(
    ["start", "its end", "its end when it fails or is cut short"],
    Object.entries(EVENT_PAIRS).map(([start, ends]) => [code(start), code(ends.end), failureOf(ends)]),
  );
}

function failureOf({ end, failure, other }: StepEnds): string {
  if (failure === end) return `the same, with ${code("error")}`;
  return other === undefined ? code(failure) : `${code(failure)}, ${code(other)}`;
}
