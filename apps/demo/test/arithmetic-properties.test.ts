import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../src/arithmetic/evaluate.ts";
import { writeRational } from "../src/arithmetic/write-rational.ts";

/** A fraction as the test itself calculates it: not reduced, so that it shares no step with what is tested. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

/** A text and the value that it must have. `binds`: how tightly its outermost sign binds. */
interface Written {
  readonly text: string;
  readonly value: Fraction;
  readonly binds: 1 | 2 | 3 | 4;
}

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

const number: fc.Arbitrary<Written> = fc
  .record({ whole: fc.bigInt(0n, 9_999_999n), decimals: fc.stringMatching(/^\d{0,4}$/), isGrouped: fc.boolean() })
  .map(({ whole, decimals, isGrouped }) => ({
    text: (isGrouped ? grouped(`${whole}`) : `${whole}`) + (decimals === "" ? "" : `.${decimals}`),
    value: [BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length)],
    binds: 4,
  }));

const inside = (part: Written, least: number) => (part.binds < least ? `(${part.text})` : part.text);

const { expression } = fc.letrec<{ expression: Written }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    number,
    fc.tuple(tie("expression"), fc.constantFrom("+", "-"), tie("expression")).map(([a, sign, b]): Written => {
      const [left, right] = [a.value[0] * b.value[1], b.value[0] * a.value[1]];
      const numerator = sign === "+" ? left + right : left - right;
      return { text: `${a.text} ${sign} ${inside(b, 2)}`, value: [numerator, a.value[1] * b.value[1]], binds: 1 };
    }),
    fc.tuple(tie("expression"), fc.constantFrom("*", "/", "×", "÷"), tie("expression")).map(([a, sign, b]): Written => {
      const isProduct = sign === "*" || sign === "×" || b.value[0] === 0n;
      const [over, under] = isProduct ? b.value : ([b.value[1], b.value[0]] as const);
      const text = `${inside(a, 2)}${isProduct ? "*" : sign}${inside(b, 3)}`;
      return { text, value: [a.value[0] * over, a.value[1] * under], binds: 2 };
    }),
    tie("expression").map((a): Written => ({ text: `-${inside(a, 3)}`, value: [-a.value[0], a.value[1]], binds: 3 })),
    fc.tuple(tie("expression"), fc.bigInt(0n, 4n)).map(([a, times]): Written => ({
      text: `${inside(a, 4)}^${times}`,
      value: [a.value[0] ** times, a.value[1] ** times],
      binds: 3,
    })),
  ),
}));

test("any expression has the value of its fractions", () => {
  fc.assert(
    fc.property(expression, ({ text, value }) => {
      fc.pre(text.length <= 1_000 && `${value[0]}${value[1]}`.length < 2_000);
      const { numerator, denominator } = evaluate(text);
      expect(numerator * value[1]).toBe(value[0] * denominator);
      expect(denominator > 0n).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("what is written exactly is read back as the same number", () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(1n, 10n ** 6n), (over, under) => {
      const value = evaluate(`${over < 0n ? `(${over})` : over}/${under}`);
      expect(evaluate(writeRational(value).exact)).toEqual(value);
    }),
    { numRuns: 1_000 },
  );
});

test("what is written as about differs by less than one part in 10^14", () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 40n), fc.bigInt(1n, 10n ** 40n), (over, under) => {
      const { about } = writeRational(evaluate(`${over}/${under}`));
      fc.pre(about !== undefined);
      const near = evaluate(about ?? "");
      const [difference, size] = [near.numerator * under - over * near.denominator, over * near.denominator];
      expect((difference < 0n ? -difference : difference) * 10n ** 14n <= size).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("no text makes it fail with anything but words", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789.,+-*/^%() eofx".split("")), maxLength: 60 }),
      (text) => {
        try {
          evaluate(text);
        } catch (error) {
          expect(error).toHaveProperty("name", "ArithmeticError");
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
