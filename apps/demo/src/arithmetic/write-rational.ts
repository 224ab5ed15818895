import type { Rational } from "./rational.ts";

/** Exact decimals up to this many places; past them a fraction says more. */
const MAX_DECIMALS = 60;
const SIGNIFICANT = 15;

/** How a number is shown: exactly, and where decimals never end as a fraction with its beginning. */
export interface WrittenNumber {
  readonly exact: string;
  /** 15 significant digits, when `exact` is a fraction. */
  readonly about?: string;
}

/** Writes a fraction as a whole number, as decimals when they end soon, or else as a fraction with its beginning. */
export function writeRational({ numerator, denominator }: Rational): WrittenNumber {
  if (denominator === 1n) return { exact: numerator.toString() };
  const places = decimalPlaces(denominator);
  const sign = numerator < 0n ? "-" : "";
  const size = numerator < 0n ? -numerator : numerator;
  if (places !== undefined) {
    return { exact: sign + withPoint((size * 10n ** BigInt(places)) / denominator, places) };
  }
  return { exact: `${numerator}/${denominator}`, about: sign + beginning(size, denominator) };
}

/** How many decimals the fraction has, when they end: only factors 2 and 5 below the line. */
function decimalPlaces(denominator: bigint): number | undefined {
  let [rest, twos, fives] = [denominator, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  const places = Math.max(twos, fives);
  return rest === 1n && places <= MAX_DECIMALS ? places : undefined;
}

function withPoint(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function beginning(size: bigint, denominator: bigint): string {
  const guess = size.toString().length - denominator.toString().length;
  const exponent = isAtLeast(size, denominator, guess) ? guess : guess - 1;
  const shift = SIGNIFICANT - 1 - exponent;
  const [top, bottom] =
    shift >= 0 ? [size * 10n ** BigInt(shift), denominator] : [size, denominator * 10n ** BigInt(-shift)];
  const digits = (2n * top + bottom) / (2n * bottom);
  if (shift > 0 && exponent > -7) return withPoint(digits, shift).replace(/\.?0+$/, "");
  const text = digits.toString();
  return `${text.charAt(0)}.${text.slice(1, SIGNIFICANT)}e${exponent + text.length - SIGNIFICANT}`;
}

/** Whether size/denominator is at least 10^exponent. */
function isAtLeast(size: bigint, denominator: bigint, exponent: number): boolean {
  return exponent >= 0 ? size >= denominator * 10n ** BigInt(exponent) : size * 10n ** BigInt(-exponent) >= denominator;
}
