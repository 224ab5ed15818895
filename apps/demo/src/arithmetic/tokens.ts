import { ArithmeticError } from "./arithmetic-error.ts";
import { rational } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** One sign or number of an expression; `text` is how it was written. */
export type Token =
  | { readonly kind: "number"; readonly value: Rational; readonly text: string }
  | { readonly kind: "sign"; readonly sign: Sign; readonly text: string };

/** The signs that the parser knows. `of` multiplies: 10% of 50. */
export type Sign = "+" | "-" | "*" | "/" | "^" | "%" | "(" | ")" | "of" | "squared" | "cubed";

/** Longer would be a document, not a calculation. */
const MAX_LENGTH = 1_000;
const MAX_EXPONENT = 2_000;

const NUMBER = /^(?:\d+(?:,\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.|[eE]|$)/;

/** Longer words before their beginnings: `multiplied by` before `multiplied`. */
const WORDS: readonly (readonly [string, Sign])[] = [
  ["to the power of", "^"],
  ["multiplied by", "*"],
  ["divided by", "/"],
  ["per cent", "%"],
  ["percent", "%"],
  ["squared", "squared"],
  ["cubed", "cubed"],
  ["minus", "-"],
  ["times", "*"],
  ["plus", "+"],
  ["over", "/"],
  ["of", "of"],
  ["x", "*"],
  ["**", "^"],
];

const SIGNS: Readonly<Record<string, Sign>> = {
  "+": "+",
  "-": "-",
  "−": "-",
  "–": "-",
  "*": "*",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "/": "/",
  "÷": "/",
  "^": "^",
  "%": "%",
  "(": "(",
  ")": ")",
};

/** Cuts an expression into numbers and signs. Throws an `ArithmeticError` that shows what it does not know. */
export function tokens(expression: string): readonly Token[] {
  if (expression.length > MAX_LENGTH) {
    throw new ArithmeticError(
      `The expression has ${expression.length} characters; at most ${MAX_LENGTH} are read. Calculate in parts.`,
    );
  }
  const found: Token[] = [];
  let rest = expression.trim().replace(/[=?\s]+$/, "");
  while (rest !== "") {
    const token = numberAt(rest) ?? signAt(rest);
    if (token === undefined) throw unknownText(rest);
    found.push(token);
    rest = rest.slice(token.text.length).trimStart();
  }
  return found;
}

function numberAt(rest: string): Token | undefined {
  const text = NUMBER.exec(rest)?.[0];
  if (text === undefined) return undefined;
  if (text.includes(",") && !GROUPED.test(text)) {
    throw new ArithmeticError(
      `"${text}" is not clear: a comma groups thousands, as in 2,480; write decimals with a point, as in 2.5.`,
    );
  }
  const [mantissa = "", exponentText = "0"] = text.replaceAll(",", "").toLowerCase().split("e");
  const [whole = "", decimals = ""] = mantissa.split(".");
  const exponent = Number(exponentText) - decimals.length;
  if (Math.abs(exponent) > MAX_EXPONENT) {
    throw new ArithmeticError(`"${text}" is too large or too small: exponents go to ${MAX_EXPONENT}.`);
  }
  const digits = BigInt(whole + decimals);
  const scale = 10n ** BigInt(Math.abs(exponent));
  return { kind: "number", text, value: exponent < 0 ? rational(digits, scale) : rational(digits * scale) };
}

function signAt(rest: string): Token | undefined {
  const lower = rest.toLowerCase();
  for (const [word, sign] of WORDS) {
    if (lower.startsWith(word) && !/^[a-z]/.test(word.endsWith("*") ? "" : lower.slice(word.length))) {
      return { kind: "sign", sign, text: rest.slice(0, word.length) };
    }
  }
  const sign = SIGNS[rest.charAt(0)];
  return sign === undefined ? undefined : { kind: "sign", sign, text: rest.charAt(0) };
}

function unknownText(rest: string): ArithmeticError {
  const unknown = /^[\p{L}_$]+|^./u.exec(rest)?.[0] ?? rest;
  return new ArithmeticError(`"${unknown}" is not known here. Use numbers, + - * / ^, parentheses, % and "of".`);
}
