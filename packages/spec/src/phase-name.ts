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

/** The name of a stage of a run: one of ours, or that of a phase which was added to a pipeline. */
export type AnyPhaseName = PhaseName | (string & {});
