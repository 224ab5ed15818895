import type { Guardrail } from "@definable/spec";
import { textGuardrail } from "./text-guardrail.ts";
import type { TextKind } from "./text-guardrail.ts";
import { allow, block, modify } from "./verdicts.ts";

/** What `regexFilter` may be told. */
export interface RegexFilterOptions {
  /** `block`, or `modify`: each match becomes `[REDACTED]`. Default `block`. */
  readonly action?: "block" | "modify" | undefined;
  /** What events call it. Default `regex_filter`. */
  readonly name?: string | undefined;
  /** Which texts it looks at. Default the input and the output. */
  readonly applies?: readonly TextKind[] | undefined;
}

/**
 * Blocks texts that match, or takes the matches out. A string is taken literally, in upper or lower case. A RegExp is used as
 * it stands: it runs on texts that others wrote, so write none whose time explodes, such as `(a+)+$`.
 */
export function regexFilter(patterns: readonly (RegExp | string)[], options: RegexFilterOptions = {}): Guardrail {
  const { action = "block", name = "regex_filter", applies = ["input", "output"] } = options;
  const all = patterns.filter((pattern) => pattern !== "").map(globalOf);
  return textGuardrail(name, applies, (text) => {
    const rest = all.reduce((left, pattern) => left.replace(pattern, "[REDACTED]"), text);
    if (rest === text) return allow();
    return action === "block" ? block("The text holds something that is not allowed.") : modify(rest, "Redacted.");
  });
}

/** One that finds all, and remembers nothing from one text to the next. */
function globalOf(pattern: RegExp | string): RegExp {
  if (typeof pattern === "string") return new RegExp(pattern.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "gi");
  return new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}g`);
}
