import type { Message, RunOutputData, ToolMessage } from "@definable/spec";
import type { CallRecord } from "./call-records.ts";
import { failAt, show } from "./fail-at.ts";
import { askedFirst } from "./asked-first.ts";
import { InvariantError } from "./invariant-error.ts";
import { jsonDifference } from "./json-difference.ts";
import type { ModelTurn } from "./model-turns.ts";
import type { ReadRun } from "./read-run.ts";
import { answersOf } from "./answers.ts";

/**
 * Invariants 4 and 5 on the messages of an output: input, then for each model call what was new to it, what it said,
 * and one result for each of its tool calls in the model's order.
 */
export function checkOutputMessages(run: ReadRun, output: RunOutputData): void {
  checkNewMessages(run);
  const system = output.messages.findIndex((message) => message.role === "system");
  if (system !== -1) fail(5, `messages[${system}]`, "expected no system message in an output, found one.");
  const own = output.messages.slice(output.historyLength).filter((message) => !isEmpty(message));
  const opening = run.segments[0]?.opening;
  const input = opening?.event === "RunStarted" ? askedFirst(run, opening) : [];
  const calls = shortened(run);
  const turns = run.turns.flatMap((turn, index) => [
    ...(index === 0 ? [] : steered(turn)),
    ...saidIn(turn),
    ...resultsOf(turn, calls),
  ]);
  const answers = run.segments.flatMap(answersOf);
  const expected: readonly Message[] = [...input, ...turns, ...unread(run), ...answers];
  const found = run.fromStart ? own : own.slice(Math.max(0, own.length - expected.length));
  const paused = run.segments.at(-1)?.terminal.event === "RunPaused";
  const difference = jsonDifference(
    paused ? withoutLastResults(expected) : expected,
    paused ? withoutLastResults(found) : found,
    "messages",
  );
  if (difference !== undefined) fail(5, "the output", `${difference} (expected is what the events say).`);
  checkResults({ ...run, calls }, output);
}

/** The calls with the results that the model reads in the end. */
function shortened({ segments, calls }: ReadRun): readonly CallRecord[] {
  const events = segments.flatMap((segment) => segment.events);
  const results = events.flatMap((event) => (event.event === "CompressionCompleted" ? event.results : []));
  if (results.length === 0) return calls;
  const texts = new Map(results.map(({ toolCallId, content }) => [toolCallId, content]));
  return calls.map((record) => {
    const result = texts.get(record.call.id);
    if (record.end === undefined || result === undefined) return record;
    return { ...record, end: { ...record.end, tool: { ...record.end.tool, result } } };
  });
}

/** What a model was asked is what was said before: each call's `newMessages` begin with the answer and its results. */
function checkNewMessages(run: ReadRun): void {
  if (run.segments.some(({ events }) => events.some((event) => event.event === "CompressionStarted"))) return;
  for (const [index, turn] of run.turns.entries()) {
    const previous = run.turns[index - 1];
    if (previous === undefined || previous.segment !== turn.segment) continue;
    const { started } = turn;
    const count = previous.started.messageCount + started.newMessages.length;
    if (started.messageCount !== count) {
      failAt(
        5,
        started,
        `expected messageCount ${count}, the previous count and the new ones, found ${started.messageCount}.`,
      );
    }
    const expected = [...saidIn(previous), ...resultsOf(previous, run.calls)];
    const found = started.newMessages.filter((message) => !isEmpty(message)).slice(0, expected.length);
    const difference = jsonDifference(expected, found, "newMessages");
    if (difference !== undefined)
      failAt(4, started, `expected the previous answer and its results first: ${difference}.`);
  }
}

/** What the caller said while the run went on stands last among the new messages. */
function steered({ started }: ModelTurn): readonly Message[] {
  // An answer that said nothing is not among them.
  return started.newMessages.slice(started.newMessages.findLastIndex((message) => message.role !== "user") + 1);
}

/** What was said while the run went on, and never reached the model because the run ended before. */
function unread({ segments, turns }: ReadRun): readonly Message[] {
  const last = turns.at(-1)?.started.seq ?? 0;
  return segments
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.event === "RunInputAdded" && event.seq > last ? event.messages : []));
}

function saidIn({ completed }: ModelTurn): readonly Message[] {
  return completed.message === undefined || isEmpty(completed.message) ? [] : [completed.message];
}

function resultsOf(turn: ModelTurn, calls: readonly CallRecord[]): readonly ToolMessage[] {
  return calls.filter((record) => record.turn === turn.started.turn).flatMap((record) => toolMessageOf(record) ?? []);
}

function toolMessageOf({ end }: CallRecord): ToolMessage | undefined {
  if (end === undefined) return undefined;
  const { toolCallId, toolName, result = "", images, videos, audio, files } = end.tool;
  const media = { images, videos, audio, files };
  return {
    role: "tool",
    toolCallId,
    toolName,
    content: result,
    isError: end.event === "ToolCallError" ? true : undefined,
    ...media,
  };
}

/** An empty answer may stand in the list or be left out. */
function isEmpty(message: Message): boolean {
  return (
    message.role === "assistant" &&
    message.content === "" &&
    (message.toolCalls ?? []).length === 0 &&
    message.refusal === undefined &&
    message.audio === undefined &&
    message.images === undefined
  );
}

/** A paused run may keep the results of its open batch back until the batch is whole. */
function withoutLastResults(messages: readonly Message[]): readonly Message[] {
  return messages.slice(0, messages.findLastIndex((message) => message.role !== "tool") + 1);
}

/** Also the calls from before the list, and the open batch of a paused run: each result once, as its end said it. */
function checkResults(run: ReadRun, output: RunOutputData): void {
  const terminal = run.segments.at(-1)?.terminal;
  const own = output.messages.slice(output.historyLength);
  for (const record of run.calls) {
    const { id } = record.call;
    const expected = toolMessageOf(record);
    const found = own.filter((message) => message.role === "tool" && message.toolCallId === id);
    const isSame = found.some((message) => jsonDifference(expected, message) === undefined);
    const mayMiss = terminal?.event === "RunPaused" && found.length === 0;
    if (expected === undefined && found.length > 0 && run.calls.filter((other) => other.call.id === id).length === 1) {
      fail(4, "the output", `expected no result of the waiting call ${id}, found ${show(found)}.`);
    }
    if (expected !== undefined && !isSame && !mayMiss) {
      fail(4, "the output", `expected the result ${show(expected)} among the messages, found ${show(found)}.`);
    }
  }
}

function fail(invariant: 4 | 5, at: string, problem: string): never {
  throw new InvariantError({ invariant, at, problem });
}
