import type { RunEventOf } from "@definable/spec";
import type { AgentTools } from "../agent-tools.ts";
import type { CallBudget } from "../limits/call-budget.ts";
import { runLoop } from "../loop/loop.ts";
import type { Phase } from "../phases/phase.ts";
import { RunExtras } from "../run/run-extras.ts";
import { planLive, planRecorded } from "./recorded-calls.ts";
import type { ReplayModel } from "./replay-model.ts";
import type { ReplayingRun } from "./replaying-run.ts";
import type { KnownCalls } from "./replay-segment.ts";

/**
 * The phases that the record has, in its order. The loop is run again; of the others, what they told is told again, because
 * they may reach outside.
 */
export function replayPhases(run: ReplayingRun, model: ReplayModel, known: KnownCalls): readonly Phase[] {
  const { script } = run;
  const started = script.own.filter((event) => event.event === "PhaseStarted");
  return started.map(({ phaseName, stepId }) => ({
    name: phaseName,
    wanted: () => script.isFollowed || phaseName === "invoke_loop",
    run: async () => {
      if (phaseName === "prepare") prepare(run, model, known);
      if (phaseName === "compose") compose(run);
      if (phaseName === "invoke_loop") {
        if (script.failsNext) throw script.failure;
        if (isOtherFromTheStart(run)) run.goLive();
        await runLoop(run, model);
      } else await asRecorded(run, stepId);
    },
  }));
}

async function asRecorded(run: ReplayingRun, stepId: string): Promise<void> {
  const { script, scope } = run;
  const end = script.find("PhaseCompleted", (event) => event.stepId === stepId);
  if (end === undefined) return;
  await scope.race(script.reached(end.seq));
  if (script.failsNext) throw script.failure;
}

function prepare(run: ReplayingRun, model: ReplayModel, known: KnownCalls): void {
  const { script } = run;
  const names = firstCall(run)?.toolNames ?? [];
  const tools: AgentTools = { table: new Map(), definitions: [], names };
  run.model = model;
  run.tools = tools;
  const extras = (run.extras ??= new RunExtras());
  extras.plan = (calls) => (script.isLive ? planLive(run, calls, known) : planRecorded(run, calls));
  // What the loop asks a budget.
  const budget: Pick<CallBudget, "reached" | "settle"> = { reached: () => limitOf(run), settle: () => undefined };
  run.more.budget = budget as CallBudget;
}

/** The limit that the recorded run had reached here. */
function limitOf({ script }: ReplayingRun): ReturnType<CallBudget["reached"]> {
  if (script.failsNext) throw script.failure;
  const { next, last } = script;
  if (!script.isFollowed || next?.event !== "PhaseCompleted" || last.event !== "RunCompleted") return undefined;
  return last.stopReason === "maxTotalTokens" || last.stopReason === "maxCost" ? last.stopReason : undefined;
}

function compose(run: ReplayingRun): void {
  run.instructions = run.changes.instructions ?? run.config.instructions;
  if (run.extras?.earlier === undefined) {
    run.history = firstCall(run)?.newMessages ?? run.request.input;
    return;
  }
  run.history = run.fold.base;
  run.asked = run.history.length;
}

function firstCall({ script }: ReplayingRun): RunEventOf<"ModelCallStarted"> | undefined {
  return script.find("ModelCallStarted", ({ purpose }) => purpose === undefined);
}

/** Another model, other instructions or tools, and nothing that says where they begin. */
function isOtherFromTheStart({ changes }: ReplayingRun): boolean {
  const { model, instructions, tools, results, replies } = changes;
  return (results ?? replies) === undefined && (model ?? instructions ?? tools) !== undefined;
}
