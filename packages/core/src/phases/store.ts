import type { Phase } from "./phase.ts";

/**
 * Writes memory. No agent has one yet, so it is always skipped; the run and its session are written when the segment
 * ends, in one transaction.
 */
export const store: Phase = { name: "store", wanted: () => false, run: () => undefined };
