// The parts of core that only some agents use, one function each: loaded when the first run wants them, so that a plain agent
// starts without. Nothing else in core holds a dynamic import of a file of its own.

type CancelStored = Promise<typeof import("./run/cancel-stored.ts")>;
/** Cancels runs that do not run here. */
export const loadCancelStored = (): CancelStored => import("./run/cancel-stored.ts");

type ContinueSegment = Promise<typeof import("./requirements/continue-segment.ts")>;
/** Goes on with paused runs. */
export const loadContinueSegment = (): ContinueSegment => import("./requirements/continue-segment.ts");

type FindRun = Promise<typeof import("./run/find-run.ts")>;
/** Looks runs up in the store. */
export const loadFindRun = (): FindRun => import("./run/find-run.ts");
