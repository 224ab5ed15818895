import type { Guardrail } from "@definable/spec";
import { withoutCards } from "./card-numbers.ts";
import { textGuardrail } from "./text-guardrail.ts";
import type { TextKind } from "./text-guardrail.ts";
import { allow, block, modify } from "./verdicts.ts";

/** What `piiFilter` may be told. */
export interface PiiFilterOptions {
  /** `modify`: what is found becomes `[CREDIT_CARD]`, `[SSN]`, `[EMAIL]` or `[PHONE]`; or `block`. Default `modify`. */
  readonly action?: "block" | "modify" | undefined;
  /** What events call it. Default `pii_filter`. */
  readonly name?: string | undefined;
  /** Which texts it looks at. Default the output. */
  readonly applies?: readonly TextKind[] | undefined;
}

/**
 * Finds credit card numbers (13 to 19 digits whose check digit is right), US social security numbers, e-mail addresses and
 * phone numbers (US ones with separators, others with a leading plus). It finds forms, not people: names and addresses pass.
 */
export function piiFilter(options: PiiFilterOptions = {}): Guardrail {
  const { action = "modify", name = "pii_filter", applies = ["output"] } = options;
  return textGuardrail(name, applies, (text) => {
    const rest = PATTERNS.reduce((left, [pattern, mark]) => left.replace(pattern, mark), withoutCards(text));
    if (rest === text) return allow();
    return action === "block" ? block("The text holds personal data.") : modify(rest, "Personal data was taken out.");
  });
}

/** Every repetition has a bound, so that no text can make the search slow. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?!\d)/g, "[SSN]"],
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, "[EMAIL]"],
  [/\+\d(?:[ .()/-]{0,2}\d){6,14}(?!\d)/g, "[PHONE]"],
  [/(?<!\d)(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]?\d{4}(?!\d)/g, "[PHONE]"],
];
