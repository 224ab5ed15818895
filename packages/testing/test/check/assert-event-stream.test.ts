import type { RunEvent } from "@definable/spec";
import { describe, expect, it } from "vitest";
import { assertEventStream, InvariantError } from "@definable/testing";
import { changed, doubled, moved, renumber, without } from "./event-list.ts";
import { blockedRun, cancelledRun, completedRun, failedRun, pausedRun } from "./good-runs.ts";

const RUNS = { completedRun, pausedRun, cancelledRun, failedRun, blockedRun };

describe("a good stream passes", () => {
  it.each(Object.entries(RUNS))("%s with its output", (_name, make) => {
    const { events, output } = make();
    expect(() => assertEventStream(events, { output })).not.toThrow();
  });

  it("one segment of a paused run, and its continuation alone", () => {
    const { events, output, paused } = pausedRun();
    assertEventStream(paused.events, { output: paused.output });
    assertEventStream(events.slice(paused.events.length), { output, firstSeq: paused.events.length + 1 });
  });

  it("with the events of a child in between", () => {
    const { events } = completedRun();
    assertEventStream(renumber([...events.slice(0, 4), ...childOf(blockedRun().events), ...events.slice(4)]));
  });
});

/** One mutant a rule: the run that is changed, the change, and the words that must be in the message. */
type Mutant = readonly [title: string, events: RunEvent[], found: readonly [invariant: number, words: RegExp]];

const completed = completedRun().events;
const continuation = pausedRun().events.slice(pausedRun().paused.events.length);
const cancelled = cancelledRun().events;

const MUTANTS: readonly Mutant[] = [
  ["nothing at all", [], [1, /found none/]],
  [
    "no opening event",
    without(completed, "RunStarted"),
    [1, /seq 1 \(PhaseStarted\).*RunStarted or RunContinued first/],
  ],
  ["two openings", doubled(completed, "RunStarted"), [1, /found a second/]],
  [
    "no terminal event",
    without(completed, "RunCompleted"),
    [1, /seq 22 \(PhaseCompleted\).*expected a terminal event last/],
  ],
  ["two terminals", doubled(completed, "RunCompleted"), [1, /expected nothing after RunCompleted/]],
  ["a continuation of a run that completed", renumber([...completed, ...continuation]), [1, /only a paused run/]],
  ["a child that goes on after the root", renumber([...completed, ...childOf(blockedRun().events)]), [1, /of a child/]],
  ["a status that does not fit", changed(completed, "RunCompleted", { status: "ERROR" }), [1, /COMPLETED or BLOCKED/]],
  ["another session", changed(completed, "RunContent", { sessionId: "s2" }), [1, /sessionId "s1"/]],
  [
    "a start without its end",
    without(completed, "PhaseCompleted"),
    [2, /seq 2 \(PhaseStarted\).*expected PhaseCompleted/],
  ],
  ["an end without its start", without(completed, "ToolCallStarted"), [2, /it never began/]],
  ["two ends", doubled(completed, "ModelCallCompleted"), [2, /it has ended already/]],
  ["an end with another stepId", changed(completed, "PhaseCompleted", { stepId: "9" }), [2, /stepId 9/]],
  ["a step of a closed phase", moved(completed, "PhaseCompleted", "ModelCallStarted"), [2, /end before its phase/]],
  ["a stepId used twice", changed(completed, ["ModelCallStarted", 1], { stepId: "2" }), [2, /fresh stepId/]],
  ["no stepId", changed(completed, "PhaseStarted", { stepId: undefined }), [2, /expected a stepId/]],
  ["a dropped delta", without(completed, "RunContent", 1), [3, /joined deltas "Let me "/]],
  [
    "a delta that repeats the text",
    changed(completed, ["RunContent", 1], { content: "Let me look." }),
    [3, /"Let me Let me look."/],
  ],
  ["a dropped end of the text", without(completed, "RunContentCompleted", 1), [3, /expected RunContentCompleted/]],
  ["text before any model call", moved(completed, "RunContent", "RunStarted"), [3, /joined deltas/]],
  [
    "text after the model call",
    moved(completed, "RunContent", "ToolCallError"),
    [3, /no delta after RunContentCompleted/],
  ],
  [
    "a message with other words",
    changed(completed, ["ModelCallCompleted", 1], { message: { role: "assistant", content: "17" } }),
    [3, /found "17"/],
  ],
  ["no intermediate content", without(completed, "IntermediateRunContent"), [3, /expected IntermediateRunContent/]],
  ["a dropped thought", without(completed, "ReasoningContentDelta"), [3, /joined deltas "m."/]],
  ["tool calls that its message lacks", changed(completed, "ModelCallCompleted", { toolCalls: [] }), [3, /toolCalls/]],
  [
    "a turn that does not grow",
    changed(changed(completed, ["ModelCallStarted", 1], { turn: 1 }), ["ModelCallCompleted", 1], { turn: 1 }),
    [3, /turn after 1/],
  ],
  [
    "a call that nobody made",
    changed(completed, "ToolCallStarted", { tool: { toolCallId: "z", toolName: "get_weather", turn: 1 } }),
    [4, /"z"/],
  ],
  [
    "a call without start and end",
    renumber(cancelled.filter((event) => !("tool" in event && event.tool.toolCallId === "b"))),
    [4, /for call b/],
  ],
  [
    "a call run twice",
    renumber([...completed.slice(0, 16), ...toolAgain(), ...completed.slice(16)]),
    [4, /one ToolCallStarted for call b/],
  ],
  [
    "a result that is not the tool's",
    changed(completed, "ToolCallCompleted", { result: "25" }),
    [4, /tool\.result "24"/],
  ],
  [
    "a pause without a question",
    changed(pausedRun().paused.events, "RunPaused", { requirements: [] }),
    [4, /pending requirement/],
  ],
  ["a gap in seq", completed.filter((event) => event.event !== "ReasoningStarted"), [5, /expected seq 4, found 5/]],
  [
    "a first seq other than 1",
    renumber(completed).map((event) => ({ ...event, seq: event.seq + 1 })),
    [5, /expected seq 1, found 2/],
  ],
  ["a Date", changed(completed, "RunCompleted", { metadata: { at: new Date(0) } }), [5, /a Date at metadata.at/]],
  ["a function", changed(completed, "RunContent", { helper: () => 1 }), [5, /a function at helper/]],
  ["a number that is none", changed(completed, "PhaseCompleted", { durationMs: Number.NaN }), [5, /NaN at durationMs/]],
  [
    "an unknown name",
    changed(completed, "IntermediateRunContent", { event: "SomethingElse" }),
    [5, /event of the table/],
  ],
  [
    "other content at the end",
    changed(completed, "RunCompleted", { content: "17" }),
    [5, /expected content "18 and 24\."/],
  ],
  ["a tool left out at the end", changed(completed, "RunCompleted", { tools: [] }), [5, /tools: expected 2 entries/]],
  [
    "a tool that ended otherwise",
    changed(cancelled, "ToolCallError", { tool: { ...lastTool(), durationMs: 99 } }),
    [5, /durationMs/],
  ],
  [
    "tokens that do not add up",
    changed(completed, "RunCompleted", { metrics: { ...lastMetrics(), inputTokens: 19 } }),
    [5, /metrics.inputTokens 20, found 19/],
  ],
  [
    "a cost that does not add up",
    changed(completed, "RunCompleted", { metrics: { ...lastMetrics(), cost: 0.75 } }),
    [5, /metrics.cost 0.5/],
  ],
  [
    "a cost though a price is unknown",
    changed(completed, "ModelCallCompleted", { cost: undefined }),
    [5, /expected no metrics.cost/],
  ],
];

function childOf(events: readonly RunEvent[]): RunEvent[] {
  return events.map((event) => ({ ...event, runId: "child", parentRunId: "r1" }));
}

function toolAgain(): RunEvent[] {
  return completed
    .filter((event) => "tool" in event && event.tool.toolCallId === "b")
    .map((event) => ({ ...event, stepId: "again" }) as RunEvent);
}

function lastTool(): object {
  const end = cancelled.find((event) => event.event === "ToolCallError");
  return { ...(end !== undefined && "tool" in end ? end.tool : {}) };
}

function lastMetrics(): object {
  const end = completed.at(-1);
  return { ...(end !== undefined && "metrics" in end ? end.metrics : {}) };
}

describe("a mutant is caught", () => {
  it.each(MUTANTS)("%s", (_title, events, [invariant, words]) => {
    const check = (): void => assertEventStream(events);
    expect(check).toThrow(InvariantError);
    expect(check).toThrow(words);
    expect(check).toThrow(expect.objectContaining({ invariant }));
  });

  it.each([completedRun, pausedRun, cancelledRun, failedRun])("whichever event of %o is left out", (make) => {
    const { events } = make();
    const survivors = events.filter((victim) => {
      try {
        assertEventStream(renumber(events.filter((event) => event !== victim)));
        return true;
      } catch {
        return false;
      }
    });
    expect(survivors).toEqual([]);
  });
});
