import type { ToolCall } from "@definable/spec";
import { planCalls } from "@definable/tools";
import type { PlannedCall } from "@definable/tools";
import { loadMendCalls } from "../parts.ts";
import type { Run } from "../run/run.ts";

type Planned = readonly PlannedCall[] | Promise<readonly PlannedCall[]>;

/** Makes the calls of a reply ready; what cannot be carried out is mended first, if the agent knows how. */
export function planReply(run: Run, calls: readonly ToolCall[]): Planned {
  const { plan } = run.extras ?? {};
  if (plan !== undefined) return plan(calls);
  const planned = planCalls(calls, run.tools.table, run.extras?.allowed);
  const { repairToolCall } = run.config;
  if (repairToolCall === undefined) return planned;
  return loadMendCalls().then(({ mendCalls }) => mendCalls(run, planned, repairToolCall));
}
