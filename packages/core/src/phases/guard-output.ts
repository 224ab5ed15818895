import type { Phase } from "./phase.ts";

/** Guardrails on the answer. No agent has them yet, so it is always skipped. */
export const guardOutput: Phase = { name: "guard_output", wanted: () => false, run: () => undefined };
