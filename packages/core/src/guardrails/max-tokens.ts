import type { Guardrail } from "@definable/spec";
import { textGuardrail } from "./text-guardrail.ts";
import type { TextKind } from "./text-guardrail.ts";
import { allow, block } from "./verdicts.ts";

/** What `maxTokens` and `maxOutputTokens` may be told. */
export interface MaxTokensOptions {
  /** Counts the tokens of a text. Default: an estimate, one token for each four bytes of UTF-8, rounded up. */
  readonly count?: ((text: string) => number) | undefined;
  /** What events call it. Default `max_tokens` or `max_output_tokens`. */
  readonly name?: string | undefined;
}

/** Blocks an input that is longer than this many tokens. */
export function maxTokens(most: number, options: MaxTokensOptions = {}): Guardrail {
  return atMost(most, { name: "max_tokens", kind: "input", ...options });
}

/** Blocks a text of the model that is longer than this many tokens. */
export function maxOutputTokens(most: number, options: MaxTokensOptions = {}): Guardrail {
  return atMost(most, { name: "max_output_tokens", kind: "output", ...options });
}

function atMost(
  most: number,
  { name = "max_tokens", kind, count = estimate }: MaxTokensOptions & { readonly kind: TextKind },
): Guardrail {
  return textGuardrail(name, [kind], (text) => {
    const tokens = count(text);
    return tokens <= most ? allow() : block(`The text has about ${tokens} tokens; at most ${most} are allowed.`);
  });
}

const estimate = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4);
