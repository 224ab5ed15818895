import type { Phase } from "./phase.ts";

/** Reads files, knowledge and memory. No agent has them yet, so it is always skipped. */
export const recall: Phase = { name: "recall", wanted: () => false, run: () => undefined };
