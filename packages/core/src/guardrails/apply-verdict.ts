import type { GuardrailSubject, GuardrailVerdict } from "@definable/spec";

/** The subject as a verdict changes it. The verdict must fit its type. */
export function applyVerdict<Subject extends GuardrailSubject>(
  subject: Subject,
  verdict: Extract<GuardrailVerdict, { action: "modify" }>,
): Subject {
  // The verdict was held against the type of the subject when it came.
  return "toolArgs" in verdict && subject.type === "tool"
    ? { ...subject, toolArgs: verdict.toolArgs }
    : { ...subject, ...("text" in verdict ? { text: verdict.text } : {}) };
}
