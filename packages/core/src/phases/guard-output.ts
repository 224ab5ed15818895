import type { Phase } from "./phase.ts";

/**
 * Guardrails on an answer that is a tool's result. What the model says was judged in the loop, before its first word was
 * told.
 */
export const guardOutput: Phase = {
  name: "guard_output",
  wanted: ({ extras, ending, fold }) =>
    extras?.guards?.judgesReplies === true &&
    ending?.status === "COMPLETED" &&
    ending.stopReason === "tool" &&
    fold.content === "",
  run: (run) => run.extras?.guards?.judgeAnswer(),
};
