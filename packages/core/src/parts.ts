// The parts of core that only some agents use, one function each: loaded when the first run wants them, so that a plain agent
// starts without. Nothing else in core holds a dynamic import of a file of its own.
import type * as Guards from "./guardrails/guards.ts";
import type * as RunAround from "./around/run-around.ts";
import type * as Layers from "./layers/layers.ts";
import type * as CallBudget from "./limits/call-budget.ts";
import type * as MendCalls from "./loop/mend-calls.ts";
import type * as SideCall from "./loop/side-call.ts";
import type * as TakeInput from "./loop/take-input.ts";
import type * as ContinueSegment from "./requirements/continue-segment.ts";
import type * as ReplayRun from "./replay/replay-run.ts";
import type * as CancelStored from "./run/cancel-stored.ts";
import type * as FindRun from "./run/find-run.ts";
import type * as FoldSegment from "./run/fold-segment.ts";
import type * as ReadFromDisk from "./run/read-from-disk.ts";
import type * as RunChild from "./sub-agents/run-child.ts";
import type * as TakeShape from "./shape/take-shape.ts";
import type * as Think from "./thinking/think.ts";

/** Asks a model beside the conversation. */
export const loadSideCall = (): Promise<typeof SideCall> => import("./loop/side-call.ts");

/** Keeps what a run may spend. */
export const loadCallBudget = (): Promise<typeof CallBudget> => import("./limits/call-budget.ts");

/** Replays recorded runs. */
export const loadReplayRun = (): Promise<typeof ReplayRun> => import("./replay/replay-run.ts");

/** Runs segments that have something around their phases. */
export const loadRunAround = (): Promise<typeof RunAround> => import("./around/run-around.ts");

/** Cancels runs that do not run here. */
export const loadCancelStored = (): Promise<typeof CancelStored> => import("./run/cancel-stored.ts");

/** Goes on with paused runs. */
export const loadContinueSegment = (): Promise<typeof ContinueSegment> => import("./requirements/continue-segment.ts");

/** Looks runs up in the store. */
export const loadFindRun = (): Promise<typeof FindRun> => import("./run/find-run.ts");

/** Runs sub-agents. */
export const loadRunChild = (): Promise<typeof RunChild> => import("./sub-agents/run-child.ts");

/** What judges the texts and calls of a run. */
export const loadGuards = (): Promise<typeof Guards> => import("./guardrails/guards.ts");

/** Holds the answer of a run to a schema. */
export const loadTakeShape = (): Promise<typeof TakeShape> => import("./shape/take-shape.ts");

/** Thinks before the model is asked. */
export const loadThink = (): Promise<typeof Think> => import("./thinking/think.ts");

/** Reads media that is given by its path. */
export const loadReadFromDisk = (): Promise<typeof ReadFromDisk> => import("./run/read-from-disk.ts");

/** Files, knowledge, memory, and what keeps a conversation short. */
export const loadLayers = (): Promise<typeof Layers> => import("./layers/layers.ts");

/** Mends calls that cannot be carried out, by the agent's own function. */
export const loadMendCalls = (): Promise<typeof MendCalls> => import("./loop/mend-calls.ts");

/** Puts what is said meanwhile into the conversation. */
export const loadTakeInput = (): Promise<typeof TakeInput> => import("./loop/take-input.ts");

/** Builds outputs from stored events. */
export const loadFoldSegment = (): Promise<typeof FoldSegment> => import("./run/fold-segment.ts");
