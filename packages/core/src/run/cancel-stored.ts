import type { OwnerScope } from "@definable/spec";
import { isDefinableError } from "@definable/spec";
import type { AgentServices } from "../agent-services.ts";
import { beginContinuation } from "../requirements/begin-continuation.ts";
import { checkParent } from "../requirements/continuation.ts";
import { resumeCalls } from "../requirements/resume-calls.ts";
import { adopt } from "../sub-agents/adopt.ts";
import { findRun } from "./find-run.ts";
import { Run } from "./run.ts";
import { runSegment } from "./segment.ts";

/** Cancels a run that is not under way here: a paused one by ending it without carrying out what waits. */
export async function cancelStored(services: AgentServices, runId: string, scope: OwnerScope): Promise<boolean> {
  const output = await findRun(services, runId, scope);
  if (output === undefined) return false;
  if (output.status === "PAUSED") return cancelPaused(services, output);
  return services.store.runs.requestCancel(runId, { by: "caller", at: services.config.now() });
}

/** One more segment that is cancelled before it begins: it answers the open calls and leaves a legal history. */
async function cancelPaused(services: AgentServices, paused: Parameters<typeof resumeCalls>[0]): Promise<boolean> {
  const { runId, sessionId, hasSession, input, userId, metadata } = paused;
  checkParent(runId, paused, undefined);
  const tools = await services.tools();
  const request = {
    runId,
    sessionId,
    hasSession,
    input: input.messages,
    options: { userId, metadata },
    signals: [],
    model: services.config.model,
  };
  const run = new Run(services, request);
  const resumed = await resumeCalls(paused, [], { tools, services, depth: 0 });
  run.more.resumed = resumed;
  adopt(run, resumed.planned, { tools, services });
  run.scope.cancel("Cancelled by request");
  try {
    await runSegment(run, () => beginContinuation(run, { output: paused, restored: false }, []));
    return true;
  } catch (error) {
    // Somebody has continued it in the meantime: there is nothing paused to cancel.
    if (isDefinableError(error) && error.code === "RUN_CONFLICT") return false;
    throw error;
  }
}
