import type { Phase } from "./phase.ts";

/** Guardrails on the input. No agent has them yet, so it is always skipped. */
export const guardInput: Phase = { name: "guard_input", wanted: () => false, run: () => undefined };
