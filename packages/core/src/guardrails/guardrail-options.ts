import type { Guardrail } from "@definable/spec";
import { ConfigError } from "@definable/spec";

/** Guardrails, and how the agent asks them. A list alone stands for these options with their defaults. */
export interface GuardrailOptions {
  /** Asked in this order; what one of them changes is what the next one sees. */
  readonly guardrails: readonly Guardrail[];
  /** `failFast` stops at the first block; `runAll` asks the others too, for their events. Default `failFast`. */
  readonly mode?: "failFast" | "runAll" | undefined;
  /** `return`: `run()` returns the output, status `BLOCKED`. `raise`: it rejects with `GUARDRAIL_BLOCKED`. Default `return`. */
  readonly onBlock?: "return" | "raise" | undefined;
  /**
   * Tell the text of the model while it comes, before the verdict: it can then no longer be taken back. The verdict still
   * stops tools, and a whole reply that is blocked is not stored. Default false.
   */
  readonly streamBeforeVerdict?: boolean | undefined;
}

/** The options of the guardrails; undefined when there are none. Throws `INVALID_CONFIG`. */
export function guardrailsOf(given: readonly Guardrail[] | GuardrailOptions | undefined): GuardrailOptions | undefined {
  if (given === undefined) return undefined;
  const options = "guardrails" in given ? given : { guardrails: given };
  const { guardrails, mode, onBlock } = options;
  const isWrong =
    !Array.isArray(guardrails) ||
    !guardrails.every(isGuardrail) ||
    !["failFast", "runAll", undefined].includes(mode) ||
    !["return", "raise", undefined].includes(onBlock);
  if (isWrong) {
    throw new ConfigError(
      "INVALID_CONFIG",
      'The option guardrails is a list of guardrails, each with name, applies and check, or { guardrails, mode: "failFast" | "runAll", onBlock: "return" | "raise", streamBeforeVerdict }.',
    );
  }
  return guardrails.length === 0 ? undefined : options;
}

function isGuardrail(one: Partial<Guardrail> | null | undefined): boolean {
  return typeof one?.check === "function" && typeof one.name === "string" && Array.isArray(one.applies);
}

/** Whether the text of a run's input is judged before anything is told of it. */
export function judgesInput(options: GuardrailOptions | undefined): boolean {
  return options?.guardrails.some(({ applies }) => applies.includes("input")) === true;
}
