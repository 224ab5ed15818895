import { runPhases } from "../pipeline.ts";
import { endSegment } from "../run/end-segment.ts";
import type { SegmentResult } from "../run/end-segment.ts";
import type { Ending } from "../run/ending.ts";
import type { Run } from "../run/run.ts";
import { callQuietly, logFailure } from "./call-quietly.ts";
import { LiveContext } from "./live-context.ts";
import { MiddlewareChain } from "./middleware-chain.ts";
import type { PipelineNow } from "./pipeline.ts";
import { plannedPhases } from "./planned-phases.ts";
import type { Callers } from "./surroundings.ts";

/** Runs a segment that has been opened, with all that stands around its phases, and ends it. Never throws. */
export async function runAround(run: Run, plan: Callers & PipelineNow): Promise<SegmentResult> {
  const context = new LiveContext(run);
  let chain: MiddlewareChain | undefined;
  run.scope.beside(() => {
    context.cut();
    chain?.cut();
  });
  for (const hook of plan.before) {
    if (run.scope.isCancelled) break;
    await callQuietly(run, "A function given to beforeRequest", () => hook(context));
  }
  const phases = plannedPhases(plan, context);
  const goThrough = (): Promise<Ending> =>
    runPhases(run, { phases, end: (_run, ending) => Promise.resolve(ending) }, 0);
  chain = new MiddlewareChain(run, { middleware: plan.middleware, context, phases: goThrough });
  const result = await endSegment(run, await chain.ending());
  for (const hook of plan.after) {
    try {
      await hook(result.output);
    } catch (error) {
      logFailure(run, "A function given to afterResponse", error);
    }
  }
  return result;
}
