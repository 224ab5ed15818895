import type { Requirement, ToolCall, ToolExecution } from "@definable/spec";
import { executeBatch, planCalls, startsAtOnce } from "@definable/tools";
import type { PlannedCall } from "@definable/tools";
import type { Ending } from "../run/ending.ts";
import { entry } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { CallReporter, pendingExecution } from "./call-reporter.ts";
import { RunToolContext } from "./tool-context.ts";
import type { TurnCalls } from "./turn-calls.ts";

/** Makes the calls of a reply ready; under the run's cancel when that takes time. */
export function planTurn(run: Run, calls: readonly ToolCall[]): TurnCalls | Promise<TurnCalls> {
  const planned = planCalls(calls, run.tools.table);
  if (!(planned instanceof Promise)) return { turn: run.turn, planned, open: [] };
  return run.scope.race(planned).then((ready) => ({ turn: run.turn, planned: ready, open: [] }));
}

/**
 * Carries out the calls that may run and reports them. Returns how the run ends when it cannot go on: paused, or stopped
 * by a tool. Each call has exactly one answer afterwards, unless it waits for a person.
 */
export async function carryOut(run: Run, calls: TurnCalls): Promise<Ending | undefined> {
  const { ready, waiting } = split(calls.planned);
  const reporter = new CallReporter(run, calls.turn);
  const cap = run.config.maxParallelTools;
  for (const planned of startsAtOnce(ready, cap)) reporter.note(planned);
  const writing = run.journal.append();
  if (writing !== undefined) await writing;
  await executeBatch(ready, {
    cancel: run.scope,
    maxParallelTools: cap,
    alarm: run.alarm,
    open: (planned) => new RunToolContext(run, calls.turn, planned),
    started: (planned, context, early) => reporter.started(planned, context, early),
    ended: (planned, context, outcome) => reporter.ended(planned, context, outcome),
  });
  run.scope.throwIfCancelled();
  if (waiting.length > 0) return pause(run, calls, waiting);
  return run.fold.isStopped ? { status: "COMPLETED", stopReason: "tool" } : undefined;
}

/**
 * The calls that may run now, and those that wait for a person or behind one who does: sequential calls keep their order,
 * so none of them runs before one that waits.
 */
function split(planned: readonly PlannedCall[]): { ready: readonly PlannedCall[]; waiting: readonly PlannedCall[] } {
  if (!planned.some((call) => call.needsConfirmation)) return { ready: planned, waiting: [] };
  const isSequential = (call: PlannedCall): boolean => call.tool?.sequential === true;
  let blocked = planned.some((call) => call.needsConfirmation && !isSequential(call));
  const ready: PlannedCall[] = [];
  const waiting: PlannedCall[] = [];
  for (const call of planned) {
    const waits = call.needsConfirmation || (blocked && isSequential(call));
    if (waits && isSequential(call)) blocked = true;
    (waits ? waiting : ready).push(call);
  }
  return { ready, waiting };
}

function pause(run: Run, calls: TurnCalls, waiting: readonly PlannedCall[]): Ending {
  const executions: ToolExecution[] = [];
  const requirements: Requirement[] = [];
  for (const planned of waiting) {
    const toolExecution = pendingExecution(planned, calls.turn, "waiting");
    executions.push(toolExecution);
    if (!planned.needsConfirmation) continue;
    const known = calls.open.find((requirement) => requirement.toolExecution.toolCallId === planned.call.id);
    requirements.push(known ?? open(run, toolExecution));
  }
  return { status: "PAUSED", requirements, waiting: executions };
}

function open(run: Run, toolExecution: ToolExecution): Requirement {
  const requirement: Requirement = {
    id: run.config.generateId(),
    kind: "confirmation",
    state: "pending",
    toolExecution,
    createdAt: run.config.now(),
  };
  run.journal.add(entry("requirement.opened", run.seq, { requirement }));
  return requirement;
}
