import type { ToolExecution } from "@definable/spec";
import type { CallOutcome, PlannedCall } from "@definable/tools";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { idempotencyKey } from "./tool-context.ts";

/** Tells the journal and the stream how the calls of one turn fare. */
export class CallReporter {
  readonly #run: Run;
  readonly #turn: number;
  readonly #startedAt: Map<string, number> = new Map();

  constructor(run: Run, turn: number) {
    this.#run = run;
    this.#turn = turn;
  }

  /** Keeps the starts of the calls that start at once, for the commit of the model's reply. */
  note(planned: PlannedCall): void {
    this.#run.journal.add(this.#startEntry(planned));
  }

  started(planned: PlannedCall, early: boolean): void | Promise<void> {
    const writing = early ? undefined : this.#run.journal.append(this.#startEntry(planned));
    if (writing === undefined) return this.#announce(planned);
    return writing.then(() => {
      // Cancelled in the meantime: it has been answered and must not start after its end.
      if (!this.#run.scope.isCancelled) this.#announce(planned);
    });
  }

  ended(planned: PlannedCall, outcome: CallOutcome): void | Promise<void> {
    const at = this.#run.config.now();
    const startedAt = this.#startedAt.get(planned.call.id);
    if (startedAt === undefined) this.#announce(planned, at);
    const tool = execution(planned, this.#turn, outcome, at - (startedAt ?? at));
    // What a cancel cut short is told by the end of the run: no write may hold it up.
    if (this.#run.scope.isCancelled) return this.#report(planned, tool, outcome);
    const data = { turn: this.#turn, callId: planned.call.id, tool };
    const writing = this.#run.journal.append(entry("tool.done", this.#run.seq, data));
    if (writing === undefined) return this.#report(planned, tool, outcome);
    return writing.then(() => this.#report(planned, tool, outcome));
  }

  #announce(planned: PlannedCall, at: number = this.#run.config.now()): void {
    this.#startedAt.set(planned.call.id, at);
    const tool = pendingExecution(planned, this.#turn, "running");
    this.#run.emit("ToolCallStarted", { stepId: this.#stepId(planned), tool, toolName: tool.toolName }, at);
  }

  #report(planned: PlannedCall, tool: ToolExecution, outcome: CallOutcome): void {
    const stepId = this.#stepId(planned);
    const { toolName } = tool;
    if (!outcome.ok) {
      this.#run.emit("ToolCallError", { stepId, tool, toolName, error: outcome.text, errorCode: outcome.code });
      return;
    }
    const { content, ...media } = outcome.result;
    this.#run.emit("ToolCallCompleted", { stepId, tool, toolName, result: content, content, ...media });
  }

  #stepId(planned: PlannedCall): string {
    return `tool-${this.#turn}-${planned.call.id}`;
  }

  #startEntry(planned: PlannedCall): ReturnType<typeof entry> {
    const key = idempotencyKey(this.#run, this.#turn, planned.call.id);
    return entry("tool.started", this.#run.seq, { turn: this.#turn, callId: planned.call.id, key });
  }
}

/** A call that has no result yet. */
export function pendingExecution(planned: PlannedCall, turn: number, status: "running" | "waiting"): ToolExecution {
  const { call, args, needsConfirmation } = planned;
  const execution = { toolCallId: call.id, toolName: call.name, toolArgs: args, status, turn };
  return needsConfirmation ? { ...execution, requiresConfirmation: true } : execution;
}

function execution(planned: PlannedCall, turn: number, outcome: CallOutcome, durationMs: number): ToolExecution {
  const { call, args, tool } = planned;
  const stops = tool?.stopAfterToolCall === true ? { stopAfterToolCall: true } : undefined;
  if (outcome.ok) {
    const { content: result, ...media } = outcome.result;
    return { toolCallId: call.id, toolName: call.name, toolArgs: args, status: "completed", turn, result, durationMs, ...media, ...stops };
  }
  const status = outcome.code === "TOOL_CANCELLED" ? "cancelled" : outcome.code === "TOOL_DENIED" ? "denied" : "failed";
  return {
    toolCallId: call.id,
    toolName: call.name,
    toolArgs: args,
    status,
    turn,
    result: outcome.text,
    toolCallError: true,
    errorCode: outcome.code,
    durationMs,
  };
}
