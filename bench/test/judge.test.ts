import { expect, test } from "vitest";
import { compare, judge, rounded, shown, verdictOn } from "../judge.ts";
import { ROWS, chosenRows } from "../rows.ts";
import type { Row } from "../rows.ts";

const row = (more: Partial<Row>): Row => ({ name: "x", says: "", reference: 10, kind: "ratio", target: 2, ...more });

test("a ratio is ours against the floor of the same run", () => {
  expect(judge(row({ kind: "ratio" }), 20, 50)).toBe(2.5);
});

test("a start is judged by what it takes over the bare one", () => {
  expect(judge(row({ kind: "over" }), 40, 52)).toBe(12);
});

test("a growth is judged by itself", () => {
  expect(judge(row({ kind: "plain" }), 99, 1.02)).toBe(1.02);
});

test.each([
  ["as fast as the reference", 10, 6],
  ["a little slower", 12, 6],
  ["a little faster", 8, 6],
  ["twice as slow", 20, 3],
  ["twice as fast", 5, 12],
])("given a machine that is %s, an absolute figure counts accordingly", (_title, floor, figure) => {
  expect(judge(row({ kind: "own" }), floor, 6)).toBe(figure);
});

test.each([
  [2, 4, "meets the target"],
  [2, 2, "meets the target"],
  [2, 3, "meets the target"],
  [3, 4, "misses the target only"],
  [4, 4, "misses the target only"],
  [4.01, 4, "MISSED"],
  [Number.NaN, 4, "MISSED"],
  [99, undefined, "misses the target only"],
])("a figure of %s with a limit of %s and a target of 2: %s", (figure, now, verdict) => {
  expect(verdictOn(row(now === undefined ? {} : { now }), figure)).toBe(verdict);
});

test.each([
  [1, 2, "ours ahead of pi in loop"],
  [2, 2, "ours BEHIND pi in loop"],
  [3, 2, "ours BEHIND pi in loop"],
  [Number.NaN, 2, "ours BEHIND pi in loop"],
])("given %s of ours and %s of theirs, it says: %s", (ours, theirs, says) => {
  expect(compare({ peer: "pi", work: "loop", ours, theirs })).toEqual({ isAhead: says.includes("ahead"), says });
});

test("the table shows ratios, and what has none as it is", () => {
  expect(shown(row({ kind: "ratio" }), 20, 50)).toBe("2.5x");
  expect(shown(row({ kind: "own" }), 0.2, 5)).toBe("25x");
  expect(shown(row({ kind: "over" }), 40, 171)).toBe("+131 ms");
  expect(shown(row({ kind: "plain" }), 1, 1.155)).toBe("1.16x");
  expect([rounded(1.234), rounded(123.4), rounded(-123.4)]).toEqual([1.23, 123, -123]);
});

test("works are chosen by name or by the beginning of it, and an unknown one is said", () => {
  expect(chosenRows([])).toBe(ROWS);
  expect(chosenRows(["http"]).map(({ name }) => name)).toEqual(["http-json", "http-events"]);
  expect(chosenRows(["cold", "loop"]).map(({ name }) => name)).toEqual(["loop", "cold"]);
  expect(() => chosenRows(["lop"])).toThrow('There is no work "lop"');
});
