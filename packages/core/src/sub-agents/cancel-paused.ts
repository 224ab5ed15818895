import type { Metrics, RunOutputData } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { Meter } from "../metrics/meter.ts";
import { beginContinuation } from "../requirements/begin-continuation.ts";
import { checkParent } from "../requirements/continuation.ts";
import { resumeCalls } from "../requirements/resume-calls.ts";
import type { Run } from "../run/run.ts";
import { runSegment } from "../run/segment.ts";
import { adopt } from "./adopt.ts";
import { ChildRun } from "./child-run.ts";

/** A sub-agent that waits, and the agent that runs it. */
export interface PausedSubAgent {
  readonly output: RunOutputData;
  readonly services: AgentServices;
}

/**
 * Ends a paused sub-agent by one more segment, which is cancelled before it does anything. Gives what it has used, with those
 * that wait below it. Never throws.
 */
export async function cancelPaused(parent: Run, paused: PausedSubAgent): Promise<Metrics> {
  try {
    return (await cancelled(parent, paused)).metrics;
  } catch {
    // Its store fails, or somebody has ended it: whoever waited for it ends all the same.
    return usedBy(paused.output);
  }
}

function usedBy({ metrics, children = [] }: RunOutputData): Metrics {
  const meter = new Meter();
  meter.resume(metrics);
  for (const child of children) meter.child(usedBy(child));
  return meter.read(0);
}

async function cancelled(parent: Run, { output, services }: PausedSubAgent): Promise<RunOutputData> {
  const { runId, sessionId, hasSession, input, userId, metadata } = output;
  const stored = await services.store.runs.read(runId);
  checkParent(runId, stored ?? output, parent.runId);
  const tools = await services.tools();
  const options = { userId, metadata };
  const request = {
    runId,
    sessionId,
    hasSession,
    input: input.messages,
    options,
    signals: [],
    model: services.config.model,
  };
  const run = new ChildRun(services, request, { parent, sharesState: false });
  const resumed = await resumeCalls(output, [], { tools, services, depth: run.depth });
  run.more.resumed = resumed;
  adopt(run, resumed.planned, { tools, services });
  run.scope.cancel("The run that started it ended");
  const restored = stored === undefined;
  const ended = await runSegment(run, () => beginContinuation(run, { output, restored }, []));
  return ended.output;
}
