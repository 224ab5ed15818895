import type { Entry, Tool, ToolExecution, ToolResult } from "@definable/spec";
import type { CallOutcome, PlannedCall } from "@definable/tools";
import type { Run } from "../run/run.ts";
import { decided, mendedTo, pendingExecution } from "./pending-execution.ts";
import type { RunToolContext } from "./tool-context.ts";

/** Tells the journal and the stream how the calls of one turn fare. */
export class CallReporter {
  readonly #run: Run;
  readonly #turn: number;
  /** The calls that go on waiting, with what they are held with. */
  held: PlannedCall[] | undefined;

  constructor(run: Run, turn: number) {
    this.#run = run;
    this.#turn = turn;
  }

  /** Keeps the start of a call that starts at once, for the commit before the batch. */
  note(planned: PlannedCall): void {
    this.#run.journal.add(this.#startEntry(planned));
  }

  started(planned: PlannedCall, context: RunToolContext, early: boolean): void | Promise<void> {
    const writing = early ? undefined : this.#run.journal.append(this.#startEntry(planned));
    if (writing === undefined) return this.#announce(planned, context, this.#run.config.now());
    return writing.then(() => {
      // Answered in the meantime, by a cancel or a failing journal: it must not start after its end.
      if (context.startedAt === undefined) this.#announce(planned, context, this.#run.config.now());
    });
  }

  ended(planned: PlannedCall, context: RunToolContext, outcome: CallOutcome): void | Promise<void> {
    const run = this.#run;
    context.answered();
    if (outcome.ok && outcome.held !== undefined) {
      (this.held ??= []).push({ ...planned, needs: "subAgent", held: outcome.held });
      return undefined;
    }
    const at = run.config.now();
    if (context.startedAt === undefined) this.#announce(planned, context, at);
    const durationMs = at - (context.startedAt ?? at);
    const tool = execution(planned, outcome, { turn: this.#turn, durationMs, childRunId: context.childRunId });
    // What a cancel cut short is told by the end of the run: no write may hold it up.
    if (run.scope.isCancelled) return this.#report(tool, context);
    const { seq } = run;
    let writing: void | Promise<void> = undefined;
    try {
      const callId = planned.call.id;
      writing = run.journal.append({ v: 1, eventSeq: seq, kind: "tool.done", turn: this.#turn, callId, tool });
    } finally {
      // Also when the journal fails and the run with it: what began must end.
      if (writing === undefined) this.#report(tool, context);
    }
    return writing?.finally(() => this.#report(tool, context));
  }

  #announce(planned: PlannedCall, context: RunToolContext, at: number): void {
    context.startedAt = at;
    // One that was held began in an earlier segment.
    if (planned.held !== undefined) return;
    const tool = pendingExecution(planned, this.#turn, "running");
    this.#run.emit({ event: "ToolCallStarted", tool }, at);
  }

  #report(tool: ToolExecution, { startedAt = 0 }: RunToolContext): void {
    const event = tool.toolCallError === true ? "ToolCallError" : "ToolCallCompleted";
    this.#run.emit({ event, tool }, startedAt + (tool.durationMs ?? 0));
  }

  #startEntry({ call }: PlannedCall): Entry {
    return { v: 1, eventSeq: this.#run.seq, kind: "tool.started", turn: this.#turn, callId: call.id };
  }
}

function hasMedia({ images, videos, audio, files }: ToolResult): boolean {
  return (images ?? videos ?? audio ?? files) !== undefined;
}

/** Where and how long a call ran, and what it started. */
interface Timing {
  readonly turn: number;
  readonly durationMs: number;
  readonly childRunId: string | undefined;
}

function execution(planned: PlannedCall, outcome: CallOutcome, timing: Timing): ToolExecution {
  const { turn, durationMs, childRunId } = timing;
  const { call, args, tool, approval } = planned;
  const mended = mendedTo(planned);
  if (outcome.ok && isPlain(tool, outcome) && (approval ?? mended ?? childRunId) === undefined) {
    const result = outcome.result.content;
    return { toolCallId: call.id, toolName: call.name, toolArgs: args, turn, durationMs, status: "completed", result };
  }
  const identity = {
    toolCallId: call.id,
    toolName: call.name,
    toolArgs: args,
    turn,
    durationMs,
    ...mended,
    ...decided(approval),
    ...(childRunId === undefined ? {} : { childRunId }),
  };
  if (!outcome.ok) {
    const status = outcome.code === "TOOL_CANCELLED" ? "cancelled" : REFUSED.has(outcome.code) ? "denied" : "failed";
    return { ...identity, status, result: outcome.text, toolCallError: true, errorCode: outcome.code };
  }
  const { content: result, ...media } = outcome.result;
  const stops = tool?.stopAfterToolCall === true || outcome.stops === true;
  return {
    ...identity,
    status: "completed",
    result,
    ...media,
    ...(stops ? { stopAfterToolCall: true } : {}),
    ...(tool?.showResult === true || outcome.stops === true ? { showResult: true } : {}),
  };
}

/** Somebody did not want the call. */
const REFUSED: ReadonlySet<string> = new Set(["TOOL_DENIED", "TOOL_BLOCKED"]);

/** A tool that gave a text, and of which there is nothing more to say. */
function isPlain(tool: Tool | undefined, { result, stops }: Extract<CallOutcome, { ok: true }>): boolean {
  return tool?.stopAfterToolCall !== true && tool?.showResult !== true && stops !== true && !hasMedia(result);
}
