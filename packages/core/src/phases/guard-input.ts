import type { Phase } from "./phase.ts";

/** Guardrails on the input, before memory, knowledge or a model sees it. What a continuation goes on from was judged when its run began. */
export const guardInput: Phase = {
  name: "guard_input",
  wanted: (run) => run.extras?.guards?.judgesInput === true && run.extras?.earlier === undefined,
  run: (run) => run.extras?.guards?.judgeInput(),
};
