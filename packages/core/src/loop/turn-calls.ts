import type { Requirement } from "@definable/spec";
import type { PlannedCall } from "@definable/tools";

/** The calls of one model reply that still need a result. */
export interface TurnCalls {
  readonly turn: number;
  readonly planned: readonly PlannedCall[];
  /** The requirements that stand open since an earlier pause. */
  readonly open: readonly Requirement[];
}
