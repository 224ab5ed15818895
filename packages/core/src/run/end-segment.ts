import type { Entry, Message, RunOutputData, SessionWrite } from "@definable/spec";
import { CANCELLED_TEXT } from "@definable/tools";
import { answerOpenCalls, FAILED_TEXT } from "../loop/answer-open-calls.ts";
import { WAITING_TEXT } from "../loop/normalise-history.ts";
import type { Ending } from "./ending.ts";
import { describeFailure } from "./failure.ts";
import { RunOutput } from "./run-output.ts";
import type { Run } from "./run.ts";
import type { Told } from "./told.ts";

/** How a segment ended: its output, and what was thrown when it failed. */
export interface SegmentResult {
  readonly output: RunOutput;
  readonly ending: Ending;
}

/**
 * Ends a segment: stores it, gives run and session free, tells the terminal event, waits for the observers. A cancel
 * counts until the event is told. Never throws: a store that fails makes the run a failed one.
 */
export async function endSegment(run: Run, wanted: Ending): Promise<SegmentResult> {
  run.isEnding = true;
  run.inbox?.close();
  // Whatever a sub-agent still says stands before the end of the run that started it.
  for (let left = childrenLeft(run, wanted); left !== undefined; left = childrenLeft(run, wanted)) await left;
  let ending = settle(run, wanted);
  let facts = outputOf(run, ending);
  try {
    const writing = release(run, facts.data);
    if (writing !== undefined) await writing;
    if (run.scope.reason !== undefined && ending.status !== "CANCELLED" && (await isStillOurs(run, ending))) {
      run.more.inSession = run.fold.messages;
      const paused = ending;
      for (let left = childrenLeft(run, paused); left !== undefined; left = childrenLeft(run, paused)) await left;
      ending = settle(run, ending);
      facts = outputOf(run, ending);
      await release(run, facts.data);
    }
  } catch (error) {
    // A run that had failed before says why it did.
    if (ending.status !== "ERROR") ending = { status: "ERROR", error };
    // A pause that could not be stored is none: what waits gets an answer after all.
    await run.extras?.children?.end(ending);
    answerOpenCalls(run, FAILED_TEXT);
    facts = outputOf(run, ending);
  }
  run.close();
  if (ending.status === "PAUSED") run.services.asleep.keep(run.runId, run.request.options, run.extras);
  else run.services.asleep.forget(run.runId);
  const output = new RunOutput(facts.data, {
    log: run.log,
    fold: run.fold,
    answer: facts.answer,
    thought: run.extras?.thought,
  });
  const event = run.emitEnd(terminal(ending, facts.data, output), facts.at);
  const observers = run.observed();
  if (observers !== undefined) await observers;
  // A continuation of a paused run may have begun already and stands there now.
  if (run.services.running.get(run.runId) === run) run.services.running.delete(run.runId);
  if (event !== undefined) run.queue?.push(event);
  run.queue?.end();
  return { output, ending };
}

/**
 * Ends the sub-agents that do not wait with the run; undefined when none is left, looked at in the moment in which the run takes
 * its ending: a cancel may come at any other.
 */
function childrenLeft(run: Run, wanted: Ending): Promise<void> | undefined {
  const children = run.extras?.children;
  const ending = endingNow(run, wanted);
  return children === undefined || children.haveEnded(ending) ? undefined : children.end(ending);
}

/** Once a pause is stored, anybody may continue the run: then a cancel comes too late. */
async function isStillOurs(run: Run, { status }: Ending): Promise<boolean> {
  if (status !== "PAUSED") return true;
  try {
    await run.journal.claim(run.config.agentId);
    return true;
  } catch {
    return false;
  }
}

/** A cancel goes before any other end. Unless the run waits, a call that has no answer gets one now. */
function settle(run: Run, wanted: Ending): Ending {
  const ending = endingNow(run, wanted);
  if (ending.status !== "PAUSED") answerOpenCalls(run, ending.status === "ERROR" ? FAILED_TEXT : CANCELLED_TEXT);
  return ending;
}

function endingNow({ scope }: Run, wanted: Ending): Ending {
  if (scope.reason !== undefined) return { status: "CANCELLED", reason: scope.reason };
  if (wanted.status !== "CANCELLED" || scope.limit === undefined) return wanted;
  return { status: "COMPLETED", stopReason: scope.limit };
}

interface EndFacts {
  readonly data: RunOutputData;
  readonly at: number;
  /** The answer as its schema gives it. */
  readonly answer: { readonly value: unknown } | undefined;
}

function outputOf(run: Run, ending: Ending): EndFacts {
  const failure = ending.status === "ERROR" ? describeFailure(ending.error) : undefined;
  const at = run.config.now();
  const isPaused = ending.status === "PAUSED";
  const answer = run.extras?.shape?.answer(ending);
  const data = run.fold.output(run.identity, {
    status: ending.status,
    stopReason: ending.status === "COMPLETED" ? ending.stopReason : undefined,
    blocked: ending.status === "BLOCKED" ? ending.reason : undefined,
    at,
    seq: run.seq + 1,
    requirements: isPaused ? ending.requirements : undefined,
    waiting: isPaused ? ending.waiting : undefined,
    parsed: answer?.json,
    children: isPaused ? ending.children : undefined,
    error: failure?.message,
    errorCode: failure?.code,
  });
  return { data, at, answer };
}

/** Everything that must survive goes in one transaction with the end of the claim. */
function release(run: Run, data: RunOutputData): void | Promise<void> {
  const v = 1;
  const eventSeq = data.lastSeq;
  const last: Entry =
    data.status === "PAUSED"
      ? { v, eventSeq, kind: "run.paused", output: run.fold.whole(data) }
      : { v, eventSeq, kind: "run.ended", output: data };
  return run.journal.release(data.status, last, sessionWrite(run, data));
}

function sessionWrite(run: Run, data: RunOutputData): SessionWrite | undefined {
  // A run that ended before it read its session, such as in line for it, leaves no trace there.
  // Neither does one whose input was judged and never reached the model.
  const hasBegun = (run.history.length > 0 && !run.fold.isInputHeld) || run.extras?.earlier !== undefined;
  if (!run.request.hasSession || !hasBegun) return undefined;
  const stored = new Set(run.extras?.inSession);
  const fresh = data.messages.filter((message) => !stored.has(message));
  return {
    userId: data.userId,
    sessionId: data.sessionId,
    messages: data.status === "PAUSED" ? [...fresh, ...placeholders(data)] : fresh,
    state: data.sessionState,
    summary: run.extras?.summary,
  };
}

/** What other runs of the session read of a call that waits; its result comes after it and goes before it. */
function placeholders(data: RunOutputData): readonly Message[] {
  return data.tools
    .filter((tool) => tool.status === "waiting")
    .map(({ toolCallId, toolName }) => ({ role: "tool", toolCallId, toolName, content: WAITING_TEXT }));
}

function terminal(ending: Ending, data: RunOutputData, output: RunOutput): Told {
  if (ending.status === "COMPLETED" || ending.status === "BLOCKED") return { event: "RunCompleted", data, output };
  const { status, metrics, content, tools } = data;
  const end = { status, metrics, content, tools };
  switch (ending.status) {
    case "PAUSED":
      return { event: "RunPaused", ...end, requirements: ending.requirements };
    case "CANCELLED":
      return { event: "RunCancelled", ...end, reason: ending.reason };
    case "ERROR":
      return { event: "RunError", ...end, error: data.error ?? "", errorCode: data.errorCode ?? "INTERNAL" };
    default:
      return ending satisfies never;
  }
}
