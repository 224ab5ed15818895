import type { RunEvent } from "@definable/spec";
import type { CallRecord } from "./call-records.ts";
import { failAt, show } from "./fail-at.ts";
import { jsonDifference } from "./json-difference.ts";
import { checkMetrics } from "./metrics-sum.ts";
import type { ModelTurn } from "./model-turns.ts";
import type { ReadRun } from "./read-run.ts";
import { answersOf } from "./answers.ts";
import type { TerminalEvent } from "./run-record.ts";

/** Invariant 5, third part: what each terminal event carries agrees with the events before it, over all segments. */
export function checkTerminalParts(run: ReadRun): void {
  for (const [index, segment] of run.segments.entries()) {
    const { terminal } = segment;
    const turns = run.turns.filter((turn) => turn.segment <= index);
    const calls = run.calls.filter(
      ({ turn, end }) => hasHappened(terminal, end) || turns.some((t) => t.started.turn === turn),
    );
    checkContent(terminal, turns.at(-1), run);
    checkTools(terminal, calls, run.fromStart);
    checkMetrics({ run, terminal, turns });
  }
}

function hasHappened(terminal: TerminalEvent, event: RunEvent | undefined): boolean {
  return event !== undefined && event.seq < terminal.seq;
}

function checkContent(terminal: TerminalEvent, last: ModelTurn | undefined, run: ReadRun): void {
  const verdicts = run.segments.flatMap(({ events }) => events).filter((event) => event.seq < terminal.seq);
  if (terminal.status === "BLOCKED") return checkReason(terminal, verdicts);
  if (last === undefined && !run.fromStart) return;
  const text = answerIn(terminal, run) ?? last?.said ?? "";
  if (terminal.content === text) return;
  const answer = verdicts.findLast((event) => event.event === "GuardrailChecked" && event.content !== undefined);
  if (text === "" && answer?.event === "GuardrailChecked" && answer.content === terminal.content) return;
  const isToolResult = run.calls.some((call) => call.end?.tool.result === terminal.content);
  if (terminal.stopReason === "tool" && text === "" && isToolResult) return;
  failAt(
    5,
    terminal,
    `expected content ${show(text)}, the text of the last model call, found ${show(terminal.content)}.`,
  );
}

/** A blocked run says why, in the words of the guardrail. */
function checkReason(terminal: TerminalEvent, events: readonly RunEvent[]): void {
  const blocked = events.findLast((event) => event.event === "GuardrailBlocked" && event.guardrailType !== "tool");
  const reason = blocked?.event === "GuardrailBlocked" ? blocked.reason : undefined;
  if (terminal.content === reason) return;
  failAt(
    5,
    terminal,
    `expected the reason of the last GuardrailBlocked as content, ${show(reason)}, found ${show(terminal.content)}.`,
  );
}

/** The answer of a middleware comes in the place of all model calls of its segment. */
function answerIn(terminal: TerminalEvent, { segments }: ReadRun): string | undefined {
  const segment = segments.find((candidate) => candidate.terminal === terminal);
  return segment === undefined ? undefined : answersOf(segment).at(-1)?.content;
}

function checkTools(terminal: TerminalEvent, calls: readonly CallRecord[], fromStart: boolean): void {
  const isKnown = (turn: number, id: string): boolean =>
    calls.some((record) => record.turn === turn && record.call.id === id);
  const listed = fromStart ? terminal.tools : terminal.tools.filter((tool) => isKnown(tool.turn, tool.toolCallId));
  const expected = calls.map(({ turn, call, end }) => {
    const ended = hasHappened(terminal, end) ? end : undefined;
    return (
      ended?.tool ?? listed.find((tool) => tool.turn === turn && tool.toolCallId === call.id) ?? { toolCallId: call.id }
    );
  });
  const found = fromStart ? listed : inOrderOf(expected, listed);
  const difference = jsonDifference(expected, found, "tools");
  if (difference !== undefined) failAt(5, terminal, `expected the tools as their events left them: ${difference}.`);
}

/** The order of calls from before the list is not known here: only their presence is judged. */
function inOrderOf<Tool extends { readonly toolCallId: string }>(
  expected: readonly { readonly toolCallId: string }[],
  found: readonly Tool[],
): readonly Tool[] {
  const place = (tool: Tool): number => expected.findIndex((other) => other.toolCallId === tool.toolCallId);
  return found.toSorted((left, right) => place(left) - place(right));
}
