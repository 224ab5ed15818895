import type { RunEvent, ToolExecution } from "@definable/spec";
import { assertEventStream, assertHistory } from "@definable/testing";
import { expect, test } from "vitest";
import { brokenBy, counted, without } from "./mutate.ts";
import { play, segmentsOf } from "./play.ts";
import type { Played, PlayedSegment } from "./play.ts";
import { caught, holds, PATIENCE } from "./property.ts";
import { anyPlan } from "./random-plan.ts";
import { answerTo, complaintOf } from "./tool-box.ts";

/** The ids of the calls that the model made, and of those that were answered, in the order of the events. */
function idsOf(events: readonly RunEvent[]): {
  readonly asked: readonly string[];
  readonly answered: readonly string[];
} {
  const asked = events.flatMap((event) =>
    event.event === "ModelCallCompleted" ? event.toolCalls.map(({ id }) => id) : [],
  );
  const answered = events.flatMap((event) =>
    event.event === "ToolCallCompleted" || event.event === "ToolCallError" ? [event.tool.toolCallId] : [],
  );
  return { asked, answered };
}

/** A result is the answer to its own call, and the call was carried out as often as the result says. */
function checkExecution(tool: ToolExecution, executions: number): void {
  const n = Number(tool.toolArgs["n"]);
  switch (tool.errorCode ?? tool.status) {
    case "completed":
      return expect([tool.result, executions]).toEqual([answerTo(n), 1]);
    case "TOOL_FAILED":
      return expect([tool.result, executions]).toEqual([complaintOf(n), 1]);
    case "TOOL_TIMEOUT":
      return expect(executions).toBe(1);
    case "TOOL_CANCELLED":
      return expect(executions).toBeLessThanOrEqual(1);
    default:
      return expect([tool.status, executions]).toEqual([tool.status, 0]);
  }
}

function checkRun(segments: readonly PlayedSegment[], { desk }: Played): void {
  const events = segments.flatMap((segment) => segment.events);
  assertEventStream(events);
  const last = events.at(-1);
  const tools = last !== undefined && "tools" in last ? last.tools : [];
  const waiting = tools.filter(({ status }) => status === "waiting").map(({ toolCallId }) => toolCallId);
  const { asked, answered } = idsOf(events);
  expect([...answered, ...waiting].toSorted()).toEqual(asked.toSorted());
  expect(tools.map(({ toolCallId }) => toolCallId)).toEqual(asked);
  for (const tool of tools) checkExecution(tool, desk.executions(last?.runId ?? "", tool.toolCallId));
  for (const { output } of segments) {
    if (output !== undefined) assertHistory(output.messages, "openai-chat", { open: output.isPaused });
  }
}

test("every call of the model has one result, its own, in the model's order", { timeout: PATIENCE }, async () => {
  await holds({ name: "invariant 4", cases: 1_000, of: anyPlan }, async (plan) => {
    const played = await play(plan);
    for (const segments of played.runs) checkRun(segments, played);
  });
});

test("the check of invariant 4 catches a call that nobody answers", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 4", cases: 200, of: anyPlan }, async (plan) => {
    for (const { events } of segmentsOf(await play(plan))) {
      const start = events.findIndex(({ event }) => event === "ToolCallStarted");
      const id = idsOf(events).answered[0];
      const end = events.findIndex(
        (event) => event.event !== "ToolCallStarted" && "tool" in event && event.tool.toolCallId === id,
      );
      if (start !== -1 && end === start + 1) assertEventStream(counted(without(without(events, end), start)));
    }
  });

  expect(brokenBy(error)).toBe(4);
});

test("the check of invariant 4 catches results that changed places", { timeout: PATIENCE }, async () => {
  const error = await caught({ name: "mutant 4, order", cases: 200, of: anyPlan }, async (plan) => {
    for (const { output } of segmentsOf(await play(plan))) {
      const messages = [...(output?.messages ?? [])];
      const place = messages.findIndex(({ role }, index) => role === "tool" && messages[index + 1]?.role === "tool");
      if (place !== -1) messages.splice(place, 2, ...messages.slice(place, place + 2).toReversed());
      assertHistory(messages, "openai-chat", { open: output?.isPaused });
    }
  });

  expect(brokenBy(error)).toBe(4);
});
