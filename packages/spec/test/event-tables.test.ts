import { expect, test } from "vitest";
import * as spec from "../src/index.ts";
import { EVENT_CATALOG, EVENT_PAIRS, OPENING_EVENTS, TERMINAL_EVENTS } from "../src/index.ts";
import type { RunEventName, StepEnds } from "../src/index.ts";

const names = Object.keys(EVENT_CATALOG) as RunEventName[];
const pairs = Object.entries(EVENT_PAIRS) as [RunEventName, StepEnds][];
/** They open a segment, or the life of a door: no step. */
const ALONE: readonly string[] = ["RunStarted", "InterfaceStarted"];

test("every event that starts a step has its pair", () => {
  const starts = names.filter((name) => name.endsWith("Started") && !ALONE.includes(name));

  expect(pairs.map(([start]) => start).toSorted()).toEqual([...starts, "SubAgentSpawned"].toSorted());
});

test("every end of a pair is an event of its own, of one pair only", () => {
  const ends = pairs.flatMap(([, { end, failure, other }]) => [...new Set([end, failure, ...(other ? [other] : [])])]);

  expect(ends.filter((end) => !names.includes(end))).toEqual([]);
  expect(new Set(ends).size).toBe(ends.length);
});

test("start and ends of a step share stepId", () => {
  for (const [start, { end, failure, other = end }] of pairs) {
    for (const name of [start, end, failure, other])
      expect([name, EVENT_CATALOG[name].fields]).toEqual([name, expect.arrayContaining(["stepId"])]);
  }
});

test("the end of a step that failed says why", () => {
  const silent = pairs.filter(
    ([, { failure }]) => !EVENT_CATALOG[failure].fields.some((field) => /^error\??$/.test(field)),
  );

  expect(silent).toEqual([]);
});

test("what a reader may start to see he may see end", () => {
  for (const [start, { end, failure, other = end }] of pairs) {
    for (const name of [end, failure, other])
      expect([name, EVENT_CATALOG[name].isPublic]).toEqual([name, EVENT_CATALOG[start].isPublic]);
  }
});

test("openings and ends of a segment are public, and the ends say how it stands", () => {
  for (const name of [...OPENING_EVENTS, ...TERMINAL_EVENTS]) expect(EVENT_CATALOG[name].isPublic).toBe(true);
  for (const name of TERMINAL_EVENTS)
    expect(EVENT_CATALOG[name].fields).toEqual(
      expect.arrayContaining(["status", "metrics", "stopReason?", "content", "tools"]),
    );
});

test("every event has a frozen constant of its name for events.on", () => {
  const exported = new Map(Object.entries<unknown>(spec));
  for (const name of names) {
    const constant = exported.get(name === "CustomEvent" ? "CustomRunEvent" : `${name}Event`);
    expect([name, constant]).toEqual([name, { event: name }]);
    expect(Object.isFrozen(constant)).toBe(true);
  }
});

test("no event repeats what its envelope says, or names a field twice", () => {
  const envelope = ["event", "runId", "sessionId", "agentId", "agentName", "parentRunId", "seq", "createdAt"];
  for (const name of names) {
    const fields = EVENT_CATALOG[name].fields.map((field) => field.replace(/\?$/, ""));
    expect([name, fields.filter((field) => envelope.includes(field))]).toEqual([name, []]);
    expect(new Set(fields).size).toBe(fields.length);
  }
});

test("every meaning is one sentence or two that fit into a row of a table", () => {
  for (const name of names) expect(EVENT_CATALOG[name].meaning).toMatch(/^[A-Z][^|\n]*\.$/);
});
