import { InputError } from "@definable/spec";
import type { RunOutputLike } from "@definable/spec";
import type { RouteCall } from "../route.ts";

/** The run of the path, if this user may see it. Throws `RUN_NOT_FOUND`, in the same words for "not yours". */
export async function ownRun({ scope, runId }: RouteCall, userId: string | undefined): Promise<RunOutputLike> {
  const run = await scope.agent.getRun(runId, userId === undefined ? {} : { userId });
  if (run === undefined) {
    throw new InputError("RUN_NOT_FOUND", `There is no run ${JSON.stringify(runId)}, or it belongs to somebody else.`);
  }
  return run;
}
