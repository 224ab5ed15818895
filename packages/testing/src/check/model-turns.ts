import type { RunEvent, RunEventOf } from "@definable/spec";
import { failAt, show } from "./fail-at.ts";
import { jsonDifference } from "./json-difference.ts";
import type { RunRecord, Segment } from "./run-record.ts";

/** One model call of a run, with what was heard of it. */
export interface ModelTurn {
  /** The index of its segment in the list. */
  readonly segment: number;
  readonly started: RunEventOf<"ModelCallStarted">;
  readonly completed: RunEventOf<"ModelCallCompleted">;
  /** The deltas, joined. */
  readonly text: string;
  /** What counts as said: with a guardrail on the output it may be less than the deltas, or other words. */
  readonly said: string;
}

interface OpenTurn {
  readonly started: RunEventOf<"ModelCallStarted">;
  readonly deltas: string[];
  completed?: RunEventOf<"ModelCallCompleted">;
  whole?: RunEventOf<"RunContentCompleted">;
  intermediate?: RunEventOf<"IntermediateRunContent">;
}

/**
 * Invariant 3 for text: the deltas of a model call, joined, are `RunContentCompleted.fullContent` and the text of
 * `ModelCallCompleted.message`. Gives the model calls of the run, in order.
 */
export function checkModelTurns(run: RunRecord): readonly ModelTurn[] {
  const turns = run.segments.flatMap((segment, index) => checkSegment(segment, index));
  for (const [index, { started }] of turns.entries()) {
    const previous = turns[index - 1]?.started.turn ?? (run.fromStart ? 0 : started.turn - 1);
    if (started.turn <= previous) failAt(3, started, `expected a turn after ${previous}, found ${started.turn}.`);
  }
  return turns;
}

function checkSegment(segment: Segment, index: number): readonly ModelTurn[] {
  const turns: ModelTurn[] = [];
  const held = isTextHeld(segment);
  let turn: OpenTurn | undefined;
  const answer: string[] = [];
  const settle = (): void => {
    if (turn === undefined) return;
    const completed = checkTurn(turn, held);
    const text = turn.deltas.join("");
    const said = held ? (completed.message?.content ?? "") : text;
    turns.push({ segment: index, started: turn.started, completed, text, said });
  };
  for (const event of segment.events) {
    if (isSideCall(event)) continue;
    if (event.event === "ModelCallStarted") {
      settle();
      turn = { started: event, deltas: [] };
    } else if (turn !== undefined) {
      takeEvent(turn, event, held);
    } else if (event.event === "RunContent") {
      answer.push(event.content);
    } else if (event.event === "RunContentCompleted") {
      checkAnswer(event, answer.splice(0).join(""));
    }
  }
  settle();
  if (answer.length > 0) failAt(3, segment.terminal, "expected text only of a model call or an answer, found other.");
  return turns;
}

/** What a middleware answers stands where no model was asked, and says what the conversation gets of it. */
function checkAnswer(event: RunEventOf<"RunContentCompleted">, text: string): void {
  if (event.message === undefined)
    failAt(3, event, "expected text only of a model call, found it before ModelCallStarted.");
  if (event.fullContent !== text || event.message.content !== text)
    failAt(3, event, `expected the joined deltas ${show(text)}, found ${show(event.fullContent)}.`);
}

/** A model that was asked beside the conversation: its text goes nowhere. */
function isSideCall(event: RunEvent): boolean {
  const isCall = event.event === "ModelCallStarted" || event.event === "ModelCallCompleted";
  return isCall && event.purpose !== undefined;
}

/** With a guardrail on the output, text waits for the verdict and may come late, changed, or not at all. */
function isTextHeld({ events, terminal }: Segment): boolean {
  const judged = (event: RunEvent): boolean =>
    (event.event === "GuardrailChecked" || event.event === "GuardrailBlocked") && event.guardrailType === "output";
  return terminal.status === "BLOCKED" || events.some(judged);
}

function takeEvent(turn: OpenTurn, event: RunEvent, held: boolean): void {
  switch (event.event) {
    case "RunContent":
      if (turn.whole !== undefined) failAt(3, event, "expected no delta after RunContentCompleted, found one.");
      if (turn.completed !== undefined && !held)
        failAt(3, event, "expected no delta after ModelCallCompleted, found one.");
      turn.deltas.push(event.content);
      return;
    case "RunContentCompleted":
      if (turn.whole !== undefined) failAt(3, event, "expected one RunContentCompleted a model call, found a second.");
      turn.whole = event;
      return;
    case "IntermediateRunContent":
      if (turn.intermediate !== undefined)
        failAt(3, event, "expected one IntermediateRunContent a model call, found a second.");
      if (turn.whole === undefined) failAt(3, event, "expected RunContentCompleted before it, found none.");
      turn.intermediate = event;
      return;
    case "ModelCallCompleted":
      turn.completed = event;
      return;
    default:
      return;
  }
}

function checkTurn(turn: OpenTurn, held: boolean): RunEventOf<"ModelCallCompleted"> {
  const { started, completed, whole, intermediate } = turn;
  const text = turn.deltas.join("");
  if (completed === undefined)
    failAt(3, started, "expected ModelCallCompleted before the next model call, found none.");
  if (completed.turn !== started.turn) failAt(3, completed, `expected turn ${started.turn}, found ${completed.turn}.`);
  if (whole === undefined && text !== "") {
    failAt(3, completed, `expected RunContentCompleted for the deltas ${show(text)}, found none.`);
  }
  if (whole !== undefined && (whole.fullContent !== text || text === "")) {
    failAt(3, whole, `expected the joined deltas ${show(text)}, found fullContent ${show(whole.fullContent)}.`);
  }
  const content = completed.message?.content ?? "";
  if (content !== text && !held) {
    failAt(3, completed, `expected the joined deltas ${show(text)} as message.content, found ${show(content)}.`);
  }
  if (intermediate !== undefined && intermediate.content !== text) {
    failAt(3, intermediate, `expected the joined deltas ${show(text)}, found ${show(intermediate.content)}.`);
  }
  checkCalls(completed);
  if (completed.error !== undefined) return completed;
  if ((intermediate !== undefined) !== (text !== "" && completed.toolCalls.length > 0)) {
    failAt(
      3,
      intermediate ?? completed,
      `expected IntermediateRunContent after text exactly when tools are called, found ` +
        `${intermediate === undefined ? "none" : "one"} with ${completed.toolCalls.length} tool calls.`,
    );
  }
  return completed;
}

function checkCalls(completed: RunEventOf<"ModelCallCompleted">): void {
  if (completed.message === undefined) return;
  const difference = jsonDifference(completed.message.toolCalls ?? [], completed.toolCalls, "toolCalls");
  if (difference !== undefined) failAt(3, completed, `expected the tool calls of its message: ${difference}.`);
}
