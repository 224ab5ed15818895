import type { Phase } from "./phase.ts";

/** The thinking layer. No agent has one yet, so it is always skipped; a model's own reasoning belongs to the loop. */
export const think: Phase = { name: "think", wanted: () => false, run: () => undefined };
