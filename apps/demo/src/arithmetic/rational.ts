import { ArithmeticError } from "./arithmetic-error.ts";

/** An exact fraction in lowest terms; `denominator` is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Above this a number has some 2,400 digits and each further step would cost milliseconds. */
const MAX_BITS = 8_192;

/** The fraction of two integers in lowest terms. Throws for a zero denominator and for numbers that grow too long. */
export function rational(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 0n) throw new ArithmeticError("Division by zero has no result.");
  if (bitLength(numerator) > 2 * MAX_BITS || bitLength(denominator) > 2 * MAX_BITS) throw tooLong();
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  const reduced = { numerator: numerator / divisor, denominator: denominator / divisor };
  if (bitLength(reduced.numerator) > MAX_BITS || bitLength(reduced.denominator) > MAX_BITS) throw tooLong();
  return reduced;
}

/** a + b. */
export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a - b. */
export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

/** a * b. */
export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b. Throws when b is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** -a. */
export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** base ^ exponent. Throws unless the exponent is a whole number and the result of bearable length. */
export function power(base: Rational, exponent: Rational): Rational {
  if (exponent.denominator !== 1n) {
    throw new ArithmeticError("A power needs a whole number as exponent: others have no exact result.");
  }
  const times = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  const bits = BigInt(Math.max(bitLength(base.numerator), bitLength(base.denominator)));
  // One bit is 0, 1 or -1: their powers stay short, whatever the exponent.
  if (bits > 1n && (bits - 1n) * times > BigInt(MAX_BITS)) throw tooLong();
  const small = bits > 1n ? times : times === 0n ? 0n : 2n - (times % 2n);
  const result = rational(base.numerator ** small, base.denominator ** small);
  return exponent.numerator < 0n ? divide(rational(1n), result) : result;
}

function bitLength(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [high, low] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}

function tooLong(): ArithmeticError {
  return new ArithmeticError("The result is too long: exact numbers are kept up to about 2,400 digits.");
}
