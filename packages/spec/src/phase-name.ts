/** The stages of a run, in their order. */
export const PHASE_NAMES = [
  "prepare",
  "guard_input",
  "recall",
  "think",
  "compose",
  "invoke_loop",
  "guard_output",
  "store",
] as const;

/** The wire name of one stage of a run. */
export type PhaseName = (typeof PHASE_NAMES)[number];
