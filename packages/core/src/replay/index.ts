export { compareRuns } from "./compare-runs.ts";
export type { ComparedCall, ComparedRun, RunComparison } from "./compare-runs.ts";
export type { ReplaySource } from "./read-record.ts";
export type { Replay, ReplayChanges, ReplayDifference, ReplayReply } from "./replay-changes.ts";
