import type { RunEvent, RunEventOf, ToolCall } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import type { RunRecord, Segment, TerminalEvent } from "./run-record.ts";

/** How a tool call ended. */
export type CallEnd = RunEventOf<"ToolCallCompleted"> | RunEventOf<"ToolCallError">;

/** One tool call of the model, with what happened to it so far. */
export interface CallRecord {
  readonly turn: number;
  readonly call: ToolCall;
  /** Undefined while it waits, and for calls of a segment that the list does not hold. */
  readonly end?: CallEnd | undefined;
}

interface OpenCall extends CallRecord {
  readonly asked?: RunEventOf<"ModelCallCompleted">;
  started?: RunEventOf<"ToolCallStarted">;
  end?: CallEnd;
}

/**
 * Invariant 4 on events: every tool call that a model asked for gets exactly one start and one end; only a paused run
 * may leave calls open, and says which. Gives the calls in the model's order.
 */
export function checkCalls(run: RunRecord): readonly CallRecord[] {
  const calls = new Map<string, OpenCall>();
  for (const segment of run.segments) {
    for (const event of segment.events) takeEvent(calls, event, run);
    checkAnswered(calls.values(), segment);
  }
  return [...calls.values()];
}

function takeEvent(calls: Map<string, OpenCall>, event: RunEvent, run: RunRecord): void {
  switch (event.event) {
    case "ModelCallCompleted":
      for (const call of event.toolCalls) {
        const key = `${event.turn} ${call.id}`;
        if (calls.has(key))
          failAt(4, event, `expected call ids that differ, found ${show(call.id)} twice in turn ${event.turn}.`);
        calls.set(key, { turn: event.turn, call, asked: event });
      }
      return;
    case "ToolCallStarted": {
      const call = findCall(calls, event, run);
      if (call.started !== undefined)
        failAt(4, event, `expected one ToolCallStarted for call ${call.call.id}, found a second.`);
      call.started = event;
      return;
    }
    case "ToolCallCompleted":
    case "ToolCallError": {
      const call = findCall(calls, event, run);
      if (call.end !== undefined) failAt(4, event, `expected one end for call ${call.call.id}, found a second.`);
      checkEnd(event);
      call.end = event;
      return;
    }
    default:
      return;
  }
}

function findCall(
  calls: Map<string, OpenCall>,
  event: RunEventOf<"ToolCallStarted"> | CallEnd,
  run: RunRecord,
): OpenCall {
  const { toolCallId, toolName, turn, toolArgs } = event.tool;
  if (event.toolName !== toolName)
    failAt(4, event, `expected toolName ${show(toolName)}, found ${show(event.toolName)}.`);
  const key = `${turn} ${toolCallId}`;
  const known = calls.get(key);
  if (known === undefined) {
    const isEarlier =
      !run.fromStart && [...calls.values()].every((call) => call.asked === undefined || turn < call.turn);
    if (!isEarlier)
      failAt(
        4,
        event,
        `expected a call that the model made in turn ${turn}, found ${show(toolCallId)}, which it did not.`,
      );
    const earlier: OpenCall = { turn, call: { id: toolCallId, name: toolName, arguments: JSON.stringify(toolArgs) } };
    calls.set(key, earlier);
    return earlier;
  }
  if (known.call.name !== toolName)
    failAt(4, event, `expected the tool ${show(known.call.name)}, found ${show(toolName)}.`);
  return known;
}

function checkEnd(event: CallEnd): void {
  const { tool } = event;
  if (tool.result === undefined)
    failAt(4, event, "expected tool.result, the text that the model reads, found nothing.");
  if (event.event === "ToolCallError") {
    if (!["failed", "denied", "cancelled"].includes(tool.status)) {
      failAt(4, event, `expected tool.status failed, denied or cancelled, found ${show(tool.status)}.`);
    }
    if (tool.toolCallError !== true)
      failAt(4, event, `expected tool.toolCallError true, found ${show(tool.toolCallError)}.`);
    return;
  }
  if (tool.status !== "completed") failAt(4, event, `expected tool.status completed, found ${show(tool.status)}.`);
  if (event.result !== tool.result || event.content !== tool.result) {
    failAt(
      4,
      event,
      `expected result and content to be tool.result ${show(tool.result)}, found ${show(event.result)} and ${show(event.content)}.`,
    );
  }
}

function checkAnswered(calls: Iterable<OpenCall>, { terminal }: Segment): void {
  for (const { call, turn, asked, end } of calls) {
    if (end !== undefined) continue;
    const at = asked ?? terminal;
    if (terminal.event !== "RunPaused") {
      failAt(
        4,
        at,
        `expected ToolCallCompleted or ToolCallError for call ${call.id} before ${terminal.event} (seq ${terminal.seq}), found none.`,
      );
    }
    checkWaiting(terminal, { id: call.id, turn });
  }
  if (terminal.event === "RunPaused" && !terminal.requirements.some((requirement) => requirement.state === "pending")) {
    failAt(4, terminal, "expected a pending requirement in a paused run, found none.");
  }
}

function checkWaiting(terminal: TerminalEvent, { id, turn }: { id: string; turn: number }): void {
  const tool = terminal.tools.find((candidate) => candidate.toolCallId === id && candidate.turn === turn);
  if (tool?.status !== "waiting") {
    failAt(
      4,
      terminal,
      `expected the unanswered call ${id} in tools with status waiting, found ${show(tool?.status)}.`,
    );
  }
}
