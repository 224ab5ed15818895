import type { CallRecord } from "./call-records.ts";
import type { ModelTurn } from "./model-turns.ts";
import type { RunRecord } from "./run-record.ts";

/** A run with its model calls and tool calls, as the checks of invariants 3 and 4 read them. */
export interface ReadRun extends RunRecord {
  readonly turns: readonly ModelTurn[];
  readonly calls: readonly CallRecord[];
}
