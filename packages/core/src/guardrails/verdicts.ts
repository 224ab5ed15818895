import type { GuardrailVerdict, JsonObject } from "@definable/spec";

const ALLOW: GuardrailVerdict = Object.freeze({ action: "allow" });

/** It may pass. */
export function allow(): GuardrailVerdict {
  return ALLOW;
}

/** It may not pass. The reason is shown to people and models: it must not repeat what is blocked. */
export function block(reason: string): GuardrailVerdict {
  return { action: "block", reason };
}

/** It passes with another text, or, for a tool call, with other arguments. */
export function modify(change: string | JsonObject, reason?: string): GuardrailVerdict {
  const why = reason === undefined ? {} : { reason };
  return typeof change === "string"
    ? { action: "modify", text: change, ...why }
    : { action: "modify", toolArgs: change, ...why };
}

/** It passes, and the reason is told. */
export function warn(reason: string): GuardrailVerdict {
  return { action: "warn", reason };
}
