import { expect, test } from "vitest";
import { evaluate } from "../src/arithmetic/evaluate.ts";
import { writeRational } from "../src/arithmetic/write-rational.ts";

test.for([
  ["17.5% of 2,480", "434"],
  ["0.1 + 0.2", "0.3"],
  ["1,234,567.89 * 2", "2469135.78"],
  ["2^3^2", "512"],
  ["-2^2", "-4"],
  ["(-2)^2", "4"],
  ["2^-3", "0.125"],
  ["-(3 - 5) * --2", "4"],
  ["10 divided by 4 plus 1", "3.5"],
  ["5 squared minus 2 cubed", "17"],
  ["100% - 20%", "0.8"],
  ["20 percent of 150", "30"],
  ["1e3 ÷ 8", "125"],
  ["6 × 7 = ?", "42"],
  ["2^100", "1267650600228229401496703205376"],
])("%s is %s", ([expression, result]) => {
  expect(writeRational(evaluate(expression ?? "")).exact).toBe(result);
});

test.for([
  ["1/3", "1/3", "0.333333333333333"],
  ["-2/3", "-2/3", "-0.666666666666667"],
  ["10^20/7", "100000000000000000000/7", "1.42857142857143e19"],
  ["1/30000000", "1/30000000", "3.33333333333333e-8"],
  ["999999999999999999/1000000000000000001", "999999999999999999/1000000000000000001", "1"],
])("%s has no end: %s, about %s", ([expression, exact, about]) => {
  expect(writeRational(evaluate(expression ?? ""))).toEqual({ exact, about });
});

test.for([
  ["", "nothing to calculate"],
  ["1/0", "Division by zero"],
  ["0^-1", "Division by zero"],
  ["(1+2", '"(" is not closed'],
  ["1+2)", 'has no "(" before it'],
  ["2 3", "no sign before"],
  ["2(3)", "no sign before"],
  ["2,48", "a comma groups thousands"],
  ["7 % 3", "not a remainder"],
  ["200 + 10%", "two meanings"],
  ["sqrt(2)", '"sqrt" is not known here'],
  ["2^0.5", "whole number as exponent"],
  ["9^9^9", "too long"],
  ["1e9999", "too large or too small"],
  ["process.exit()", '"process" is not known here'],
  ["*3", "needs a number before it"],
  ["3 *", "ends where a number should be"],
])("%s is refused: %s", ([expression, words]) => {
  expect(() => evaluate(expression ?? "")).toThrow(words);
});

test("what is too long or too deep is refused at once", () => {
  expect(() => evaluate("1+".repeat(600))).toThrow("at most 1000 are read");
  expect(() => evaluate("(".repeat(400) + "1" + ")".repeat(400))).toThrow("nested deeper than 100 levels");
  expect(() => evaluate("-".repeat(900) + "1")).toThrow("nested deeper than 100 levels");
});

test("powers of 0, 1 and -1 are known for any exponent", () => {
  const results = ["1^99999999999", "(-1)^99999999999", "(-1)^99999999998", "0^99999999999", "0^0"];
  expect(results.map((each) => writeRational(evaluate(each)).exact)).toEqual(["1", "-1", "1", "0", "1"]);
});
