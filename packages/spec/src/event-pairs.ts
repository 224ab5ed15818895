import type { RunEventName } from "./event-map.ts";

/** The end of a step: when all went well, and when it failed or was cancelled. */
export interface StepEnds {
  /** The end when all went well. */
  readonly end: RunEventName;
  /** The end when it failed or was cancelled. The same name, where the end carries an `error`. */
  readonly failure: RunEventName;
  /** A third end, where there is one. */
  readonly other?: RunEventName;
}

/** The names that begin a step or a segment. */
type StartName = Extract<RunEventName, `${string}Started`> | "SubAgentSpawned";
/** The starts that have an end of their own. A run's ends are `TERMINAL_EVENTS`; an interface outlives every run. */
type PairName = Exclude<StartName, "RunStarted" | "InterfaceStarted">;

const same = (end: RunEventName): StepEnds => ({ end, failure: end });

/** Every step's start with its ends: exactly one of them follows, with the same `stepId`, on every exit. */
export const EVENT_PAIRS: Readonly<Record<PairName, StepEnds>> = {
  PhaseStarted: same("PhaseCompleted"),
  ModelCallStarted: same("ModelCallCompleted"),
  ToolCallStarted: { end: "ToolCallCompleted", failure: "ToolCallError" },
  PreHookStarted: same("PreHookCompleted"),
  PostHookStarted: same("PostHookCompleted"),
  ReasoningStarted: same("ReasoningCompleted"),
  KnowledgeRetrievalStarted: same("KnowledgeRetrievalCompleted"),
  MemoryRecallStarted: same("MemoryRecallCompleted"),
  MemoryUpdateStarted: same("MemoryUpdateCompleted"),
  FileReadStarted: same("FileReadCompleted"),
  SessionSummaryStarted: same("SessionSummaryCompleted"),
  CompressionStarted: same("CompressionCompleted"),
  SubAgentSpawned: { end: "SubAgentCompleted", failure: "SubAgentFailed", other: "SubAgentKilled" },
};

/** The events that open a segment: the first, and each after a pause. */
export const OPENING_EVENTS: readonly ["RunStarted", "RunContinued"] = ["RunStarted", "RunContinued"];

/** The events that end a segment: exactly one, last. */
export const TERMINAL_EVENTS: readonly ["RunCompleted", "RunPaused", "RunError", "RunCancelled"] = [
  "RunCompleted",
  "RunPaused",
  "RunError",
  "RunCancelled",
];
