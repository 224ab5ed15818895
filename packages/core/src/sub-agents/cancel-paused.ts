import type { RunOutputData } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { beginContinuation } from "../requirements/begin-continuation.ts";
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

/** Ends a paused sub-agent by one more segment, which is cancelled before it does anything. */
export async function cancelPaused(parent: Run, { output, services }: PausedSubAgent): Promise<RunOutputData> {
  const { runId, sessionId, hasSession, input, userId, metadata } = output;
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
  const restored = (await services.store.runs.read(runId)) === undefined;
  const ended = await runSegment(run, () => beginContinuation(run, { output, restored }, []));
  return ended.output;
}
