import type { RunOutputData } from "@definable/spec";
import { describe, expect, it } from "vitest";
import { assertEventStream, InvariantError } from "@definable/testing";
import { changed } from "./event-list.ts";
import { cancelledRun, completedRun, failedRun, pausedRun } from "./good-runs.ts";
import type { GoodRun } from "./good-runs.ts";

type Mutant = readonly [title: string, mutation: readonly [GoodRun, Partial<RunOutputData>], words: RegExp];

const completed = completedRun();
const cancelled = cancelledRun();
const failed = failedRun();
const paused = pausedRun();
const { messages } = completed.output;

const MUTANTS: readonly Mutant[] = [
  ["another run", [completed, { runId: "r2" }], /runId: expected "r1", found "r2"/],
  ["another status", [cancelled, { status: "COMPLETED" }], /status: expected "CANCELLED"/],
  ["other content", [completed, { content: "17" }], /content: expected "18 and 24\."/],
  ["a missing tool", [completed, { tools: completed.output.tools.slice(1) }], /tools: expected 2 entries/],
  [
    "other metrics",
    [failed, { metrics: { ...failed.output.metrics, modelCalls: 2 } }],
    /metrics.modelCalls: expected 1/,
  ],
  ["other input", [completed, { input: { messages: [] } }], /input.messages/],
  ["another lastSeq", [completed, { lastSeq: 3 }], /lastSeq: expected 23, found 3/],
  ["a segment too many", [paused, { segments: 3 }], /segments: expected 2, found 3/],
  ["an answered question", [paused.paused, { requirements: [] }], /requirements: expected 1 entries/],
  ["another error", [failed, { errorCode: "INTERNAL" }], /errorCode: expected "MODEL_STREAM_CUT"/],
  ["no answer in the messages", [completed, { messages: messages.slice(0, -1) }], /expected 5 entries, found 4/],
  ["a result left out", [completed, { messages: messages.filter((_, index) => index !== 2) }], /expected 5 entries/],
  ["results in the order of time", [completed, { messages: swapped() }], /toolCallId: expected "a", found "b"/],
  ["a system message", [completed, { messages: [{ role: "system", content: "" }, ...messages] }], /no system message/],
  ["partial text left out", [failed, { messages: failed.output.messages.slice(0, 1) }], /expected 2 entries/],
  ["a result of a waiting call", [paused.paused, { messages: answeredTooSoon() }], /no result of the waiting call b/],
];

function swapped(): RunOutputData["messages"] {
  const [input, asked, first, second, said] = messages;
  return [input, asked, second, first, said].filter((message) => message !== undefined);
}

function answeredTooSoon(): RunOutputData["messages"] {
  const result = { role: "tool", toolCallId: "b", toolName: "get_weather", content: "24" } as const;
  return [...paused.paused.output.messages, result];
}

describe("an output that is not what the events add up to is caught", () => {
  it.each(MUTANTS)("%s", (_title, [{ events, output }, patch], words) => {
    const check = (): void => assertEventStream(events, { output: { ...output, ...patch } });
    expect(check).toThrow(InvariantError);
    expect(check).toThrow(words);
  });

  it("new messages that lack a result", () => {
    const newMessages = messages.slice(1, 3);
    const events = changed(completed.events, ["ModelCallStarted", 1], { newMessages, messageCount: 3 });
    expect(() => assertEventStream(events, { output: completed.output })).toThrow(/results first: newMessages/);
  });

  it("a terminal event with the messages of another run", () => {
    const events = changed(completed.events, "RunCompleted", { messages: messages.slice(2) });
    expect(() => assertEventStream(events, { output: completed.output })).toThrow(
      /expected the messages of the output/,
    );
  });
});

describe("an output may", () => {
  it("hold earlier history before the messages of its run", () => {
    const earlier = { role: "user", content: "Hello" } as const;
    const output = { ...completed.output, historyLength: 1, messages: [earlier, ...messages] };
    assertEventStream(completed.events, { output });
  });

  it("keep the results of an open batch back while it is paused", () => {
    const { events, output } = paused.paused;
    assertEventStream(events, { output: { ...output, messages: output.messages.slice(0, 2) } });
  });
});
