import type { Requirement, RunOutputData, ToolCall, ToolExecution, Usage } from "@definable/spec";
import { executeBatch, startsAtOnce } from "@definable/tools";
import type { PlannedCall } from "@definable/tools";
import type { Ending } from "../run/ending.ts";
import { liftRequirements } from "../requirements/lift-requirements.ts";
import { openRequirement } from "../requirements/open-requirement.ts";
import { modelDone } from "../run/journal.ts";
import type { Run } from "../run/run.ts";
import { planReply } from "./plan-reply.ts";
import { CallReporter } from "./call-reporter.ts";
import { pendingExecution } from "./pending-execution.ts";
import { pausedChild } from "../sub-agents/paused-child.ts";
import { RunToolContext } from "./tool-context.ts";
import type { TurnCalls } from "./turn-calls.ts";

/** Makes the calls of a reply ready, under the run's cancel when that takes time, and carries them out. */
export function carryOutReply(run: Run, calls: readonly ToolCall[], usage: Usage | undefined): Promise<void> {
  const { turn } = run;
  const carry = (planned: readonly PlannedCall[]): Promise<void> =>
    carryOut(run, { turn, planned, isResumed: false, open: NONE, usage });
  const planned = planReply(run, calls);
  return planned instanceof Promise ? run.scope.race(planned).then(carry) : carry(planned);
}

const NONE: readonly Requirement[] = [];

/**
 * Carries out the calls that may run and reports them. Each call has exactly one answer afterwards, unless it waits for a
 * person. Leaves in `run.ending` how the run ends when it cannot go on: paused, or stopped by a tool.
 */
export function carryOut(run: Run, calls: TurnCalls): Promise<void> {
  const guards = run.extras?.guards;
  if (guards?.judgesCalls !== true) return carryOutJudged(run, calls);
  return guards.judgeCalls(calls).then((judged) => carryOutJudged(run, judged));
}

async function carryOutJudged(run: Run, calls: TurnCalls): Promise<void> {
  const { ready, waiting: asking } = split(calls.planned);
  const reporter = new CallReporter(run, calls.turn);
  const cap = run.config.maxParallelTools;
  const early = startsAtOnce(ready, cap);
  if (calls.isResumed) for (const planned of early) reporter.note(planned);
  else run.journal.add(modelDone(run, calls.usage, laterThan(early, calls.planned)));
  const writing = run.journal.append();
  if (writing !== undefined) await writing;
  await executeBatch(ready, {
    cancel: run.scope,
    maxParallelTools: cap,
    watch: run.watch,
    keys: run.services.keys,
    open: (planned) => new RunToolContext(run, calls.turn, planned),
    started: (planned, context, early) => reporter.started(planned, context, early),
    ended: (planned, context, outcome) => reporter.ended(planned, context, outcome),
  });
  // A cancelled batch is over before its sub-agents are: their ends stand before the end of the loop.
  if (run.extras?.children !== undefined) await run.extras.children.settled();
  run.scope.throwIfCancelled();
  const waiting = reporter.held === undefined ? asking : inOrder(calls.planned, [...asking, ...reporter.held]);
  if (waiting.length > 0) run.ending = pause(run, calls, waiting);
  else if (run.fold.isStopped) run.ending = { status: "COMPLETED", stopReason: "tool" };
  if (run.ending !== undefined) return;
  const observers = run.observed();
  if (observers !== undefined) await run.scope.race(observers);
}

/** What a person refused, or gave the result of, has nothing to carry out: it need not wait for its turn. */
const isSettled = ({ refusal, answer }: PlannedCall): boolean => refusal !== undefined || answer !== undefined;

/** The calls that wait, in the order in which the model made them. */
function inOrder(all: readonly PlannedCall[], some: readonly PlannedCall[]): readonly PlannedCall[] {
  return all.flatMap(({ call }) => some.filter((planned) => planned.call.id === call.id));
}

function laterThan(early: readonly PlannedCall[], planned: readonly PlannedCall[]): readonly string[] | undefined {
  if (early.length === planned.length) return undefined;
  return planned.filter((call) => !early.includes(call)).map(({ call }) => call.id);
}

/**
 * The calls that may run now, and those that wait for a person or behind one who does: sequential calls keep their order,
 * so none of them runs before one that waits.
 */
function split(planned: readonly PlannedCall[]): { ready: readonly PlannedCall[]; waiting: readonly PlannedCall[] } {
  if (!planned.some((call) => call.needs !== undefined)) return { ready: planned, waiting: [] };
  const isSequential = (call: PlannedCall): boolean => call.tool?.sequential === true;
  let blocked = planned.some((call) => call.needs !== undefined && !isSequential(call));
  const ready: PlannedCall[] = [];
  const waiting: PlannedCall[] = [];
  for (const call of planned) {
    const waits = call.needs !== undefined || (blocked && isSequential(call) && !isSettled(call));
    if (waits && isSequential(call)) blocked = true;
    (waits ? waiting : ready).push(call);
  }
  return { ready, waiting };
}

function pause(run: Run, calls: TurnCalls, waiting: readonly PlannedCall[]): Ending {
  const executions: ToolExecution[] = [];
  const requirements: Requirement[] = [];
  const children: RunOutputData[] = [];
  for (const planned of waiting) {
    const toolExecution = pendingExecution(planned, calls.turn, "waiting");
    const { needs, tool } = planned;
    const child = pausedChild(planned);
    executions.push(child === undefined ? toolExecution : { ...toolExecution, childRunId: child.runId });
    if (child !== undefined) {
      children.push(child);
      requirements.push(...liftRequirements(run, child, { callId: planned.call.id, open: calls.open }));
    }
    if (needs === undefined || needs === "subAgent") continue;
    // Calls of sub-agents may have the same ids.
    const known = calls.open.find(
      ({ subAgentCallId: below, toolExecution: asked }) => below === undefined && asked.toolCallId === planned.call.id,
    );
    requirements.push(known ?? openRequirement(run, { toolExecution, kind: needs, tool }));
  }
  const among = children.length === 0 ? undefined : children;
  return { status: "PAUSED", requirements, waiting: executions, children: among };
}
