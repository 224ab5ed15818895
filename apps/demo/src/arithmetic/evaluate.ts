import { ArithmeticError } from "./arithmetic-error.ts";
import { add, divide, multiply, negate, power, rational, subtract } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { tokens } from "./tokens.ts";
import type { Sign, Token } from "./tokens.ts";

/** A value, and whether it was written as a bare percentage: `200 + 10%` then has two meanings. */
interface Operand {
  readonly value: Rational;
  readonly isPercent: boolean;
}

const MAX_DEPTH = 100;
const HUNDRED = rational(100n);

/**
 * The exact value of an expression: + - * / ^ (right to left, binding tighter than a sign before it), parentheses,
 * percent, `of`, thousands separators, and the English words for these. Throws an `ArithmeticError`.
 */
export function evaluate(expression: string): Rational {
  return new Parser(expression).whole();
}

class Parser {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokens(expression);
  }

  whole(): Rational {
    if (this.#tokens.length === 0) throw new ArithmeticError("There is nothing to calculate: give an expression.");
    const result = this.#sum();
    const extra = this.#tokens[this.#position];
    if (extra?.kind === "sign" && extra.sign === ")") throw this.#wrong('")" has no "(" before it');
    if (extra !== undefined && this.#tokens[this.#position - 1]?.text === "%") {
      throw this.#wrong(`"%" means percent, not a remainder: there is no sign between it and "${extra.text}"`);
    }
    if (extra !== undefined) throw this.#wrong(`there is no sign before "${extra.text}"`);
    return result.value;
  }

  #sum(): Operand {
    let left = this.#product();
    for (let sign = this.#take("+", "-"); sign !== undefined; sign = this.#take("+", "-")) {
      const right = this.#product();
      if (right.isPercent && !left.isPercent) throw this.#twoMeanings(sign);
      const value = sign === "+" ? add(left.value, right.value) : subtract(left.value, right.value);
      left = { value, isPercent: left.isPercent && right.isPercent };
    }
    return left;
  }

  #product(): Operand {
    let left = this.#signed();
    for (let sign = this.#take("*", "/", "of"); sign !== undefined; sign = this.#take("*", "/", "of")) {
      const right = this.#signed();
      left = {
        value: sign === "/" ? divide(left.value, right.value) : multiply(left.value, right.value),
        isPercent: false,
      };
    }
    return left;
  }

  #signed(): Operand {
    const sign = this.#take("+", "-");
    if (sign === undefined) return this.#powered();
    const operand = this.#nested(() => this.#signed());
    return sign === "+" ? operand : { ...operand, value: negate(operand.value) };
  }

  #powered(): Operand {
    const base = this.#postfixed();
    if (this.#take("^") === undefined) return base;
    const exponent = this.#nested(() => this.#signed());
    return { value: power(base.value, exponent.value), isPercent: false };
  }

  #postfixed(): Operand {
    let operand: Operand = { value: this.#primary(), isPercent: false };
    for (let sign = this.#take("%", "squared", "cubed"); sign; sign = this.#take("%", "squared", "cubed")) {
      operand =
        sign === "%"
          ? { value: divide(operand.value, HUNDRED), isPercent: true }
          : { value: power(operand.value, rational(sign === "squared" ? 2n : 3n)), isPercent: false };
    }
    return operand;
  }

  #primary(): Rational {
    const token = this.#tokens[this.#position];
    if (token?.kind === "number") {
      this.#position++;
      return token.value;
    }
    if (this.#take("(") === undefined) {
      throw this.#wrong(
        token === undefined ? "it ends where a number should be" : `"${token.text}" needs a number before it`,
      );
    }
    const { value } = this.#nested(() => this.#sum());
    if (this.#take(")") === undefined) throw this.#wrong('a "(" is not closed');
    return value;
  }

  /** Takes the next token if it is one of these signs. */
  #take<Wanted extends Sign>(...wanted: readonly Wanted[]): Wanted | undefined {
    const token = this.#tokens[this.#position];
    if (token?.kind !== "sign") return undefined;
    const sign = wanted.find((candidate) => candidate === token.sign);
    if (sign !== undefined) this.#position++;
    return sign;
  }

  #nested(parse: () => Operand): Operand {
    if (++this.#depth > MAX_DEPTH) throw this.#wrong(`it is nested deeper than ${MAX_DEPTH} levels`);
    const operand = parse();
    this.#depth--;
    return operand;
  }

  #twoMeanings(sign: "+" | "-"): ArithmeticError {
    const word = sign === "+" ? "more" : "less";
    return this.#wrong(
      `"${sign} ...%" has two meanings. For so many percent ${word}, write "100 ${sign} 10% of 100"; for the bare number, "100 ${sign} 0.1"`,
    );
  }

  #wrong(problem: string): ArithmeticError {
    const shown = this.#expression.length > 120 ? `${this.#expression.slice(0, 120)}...` : this.#expression;
    return new ArithmeticError(`"${shown}" cannot be calculated: ${problem}.`);
  }
}
