import type { JsonValue } from "@definable/spec";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PartialJson } from "../../src/shape/partial-json.ts";

/** What is known after each piece. */
function readAll(pieces: readonly string[]): readonly (JsonValue | undefined)[] {
  const reader = new PartialJson();
  return pieces.map((piece) => reader.add(piece));
}

const last = <Value>(values: readonly Value[]): Value | undefined => values.at(-1);

/** The text in pieces that end where the cuts say. */
function cutUp(text: string, sizes: readonly number[]): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let turn = 0; from < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(text.slice(from, from + size));
    from += size;
  }
  return pieces;
}

/** True when all that is there stands in the whole too, and lists and texts are beginnings of it. */
function isBeginning(part: JsonValue | undefined, whole: JsonValue | undefined): boolean {
  if (part === undefined || Object.is(part, whole)) return true;
  if (typeof part === "string") return typeof whole === "string" && whole.startsWith(part);
  if (typeof part !== "object" || typeof whole !== "object" || part === null || whole === null) return false;
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) && part.length <= whole.length && part.every((item, at) => isBeginning(item, whole[at]))
    );
  }
  const fields = new Map(Object.entries<JsonValue>(whole));
  return Object.entries(part).every(([key, item]) => fields.has(key) && isBeginning(item, fields.get(key)));
}

const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }) as fc.Arbitrary<JsonValue>;
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

test("of any JSON in any pieces each reading is a beginning of the next, and the last is all of it", () => {
  fc.assert(
    fc.property(json, sizes, fc.constantFrom(undefined, 2), (value, cuts, indent) => {
      const read = readAll(cutUp(JSON.stringify(value, null, indent), cuts));
      const whole: JsonValue = JSON.parse(JSON.stringify(value));
      expect(last(read)).toEqual(whole);
      // A number that is the whole text grows with its digits.
      if (typeof whole === "number") return;
      for (const [at, part] of read.entries()) {
        expect(isBeginning(part, read[at + 1] ?? whole)).toBe(true);
      }
    }),
  );
});

test("a value that was given does not change any more", () => {
  fc.assert(
    fc.property(json, sizes, (value, cuts) => {
      const reader = new PartialJson();
      const given = cutUp(JSON.stringify(value), cuts).map((piece) => {
        const part = reader.add(piece);
        return { part, text: JSON.stringify(part) };
      });
      for (const { part, text } of given) expect(JSON.stringify(part)).toBe(text);
    }),
  );
});

test("of a long list it copies no more than a few entries for each character", () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => ({ n }));
  let copied = 0;
  let before: JsonValue | undefined;
  for (const part of readAll(cutUp(JSON.stringify({ rows }), [1]))) {
    const list = typeof part === "object" && part !== null && "rows" in part ? part["rows"] : undefined;
    if (Array.isArray(list) && list !== before) copied += list.length;
    before = list;
  }

  expect(copied).toBeLessThan(8 * JSON.stringify({ rows }).length);
});

test("what comes after a long list is given at once", () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => n);
  const reader = new PartialJson();
  reader.add(`{"rows":${JSON.stringify(rows)},"title":"`);

  expect(reader.add("A")).toEqual({ rows, title: "A" });
  expect(reader.add("b")).toEqual({ rows, title: "Ab" });
});

test.each([
  ['{"city":"Par', { city: "Par" }],
  ['{"city":"Paris","deg', { city: "Paris" }],
  ['{"degrees":1', {}],
  ['{"degrees":18,', { degrees: 18 }],
  ['{"sure":tru', {}],
  ['{"sure":true', {}],
  ['[1,[2,{"a":"\\u00e', [1, [2, { a: "" }]]],
  ['```json\n{"a":[', { a: [] }],
  ['```json\n{"a":1}\n```', { a: 1 }],
  ['{"__proto__":{"a":', JSON.parse('{"__proto__":{}}')],
  ["Let me look: {", undefined],
  ['{"a":1 2', undefined],
  ['{"a":01,', undefined],
  ["{,", undefined],
  ["", undefined],
])("%s is read as far as it goes", (text, expected) => {
  expect(new PartialJson().add(text)).toEqual(expected);
  expect(last(readAll(cutUp(text, [1])))).toEqual(expected);
});
