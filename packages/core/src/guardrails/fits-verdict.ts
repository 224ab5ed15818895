import type { GuardrailSubject, GuardrailVerdict } from "@definable/spec";

/** Whether this is a verdict on such a subject: a guardrail may be written without types. */
export function fitsVerdict(verdict: unknown, { type }: GuardrailSubject): verdict is GuardrailVerdict {
  if (typeof verdict !== "object" || verdict === null || !("action" in verdict)) return false;
  const { reason, text, toolArgs } = verdict as Readonly<Record<string, unknown>>;
  switch (verdict.action) {
    case "allow":
      return true;
    case "block":
    case "warn":
      return typeof reason === "string";
    case "modify":
      if (reason !== undefined && typeof reason !== "string") return false;
      return type === "tool" ? typeof toolArgs === "object" && toolArgs !== null : typeof text === "string";
    default:
      return false;
  }
}
