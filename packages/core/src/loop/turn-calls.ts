import type { Requirement, Usage } from "@definable/spec";
import type { PlannedCall } from "@definable/tools";

/** The calls of one model reply that still need a result. */
export interface TurnCalls {
  readonly turn: number;
  readonly planned: readonly PlannedCall[];
  /** The requirements that stand open since an earlier pause. */
  readonly open: readonly Requirement[];
  /** True when a continuation brings them: then the reply that asked for them stands in the journal already. */
  readonly isResumed: boolean;
  /** What the reply used, when it is not in the journal yet. */
  readonly usage?: Usage | undefined;
}
