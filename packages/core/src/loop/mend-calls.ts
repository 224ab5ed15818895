import type { PlannedCall } from "@definable/tools";
import type { RepairToolCall } from "../config.ts";
import { planCalls } from "@definable/tools";
import type { Run } from "../run/run.ts";

/** Makes those calls ready again that the agent knows how to mend. */
export async function mendCalls(
  run: Run,
  planned: readonly PlannedCall[] | Promise<readonly PlannedCall[]>,
  repair: RepairToolCall,
): Promise<readonly PlannedCall[]> {
  const mended: PlannedCall[] = [];
  for (const plan of await planned) mended.push(plan.refusal === undefined ? plan : await mendOne(run, plan, repair));
  return mended;
}

/** Once: what still does not fit goes back to the model with the first problem. A repair that throws mends nothing. */
async function mendOne(run: Run, plan: PlannedCall, repair: RepairToolCall): Promise<PlannedCall> {
  try {
    const other = await repair(plan.call, plan.refusal?.text ?? "");
    if (other === undefined) return plan;
    // It answers the same call of the model.
    const [again] = await planCalls([{ ...other, id: plan.call.id }], run.tools.table, run.extras?.allowed);
    // The history keeps the name that the model used.
    return again?.refusal === undefined && again !== undefined ? { ...again, call: plan.call } : plan;
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    run.config.logger.error(`repairToolCall failed with ${name} (run ${run.runId}); the model is told of the call.`);
    return plan;
  }
}
