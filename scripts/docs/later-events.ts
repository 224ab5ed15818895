import type { RunEventName } from "../../packages/spec/src/index.ts";

/** Events that have their name and shape, and that nothing sends yet. A test compares this list with the sources. */
export const LATER_EVENTS: ReadonlySet<RunEventName> = new Set<RunEventName>([
  "RunContentSnapshot",
  "InterfaceStarted",
  "InterfaceStopped",
  "InterfaceRestarted",
  "InterfaceError",
]);
