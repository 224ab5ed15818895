import fc from "fast-check";
import { expect, test } from "vitest";
import { parseArguments } from "../../src/index.ts";

function errorOf(text: string): string {
  const parsed = parseArguments(text);
  if (parsed.ok) throw new Error("the text was taken");
  return parsed.error;
}

test("the text of an object gives the object", () => {
  expect(parseArguments('{"city":"Paris","days":[1,2]}')).toEqual({ ok: true, value: { city: "Paris", days: [1, 2] } });
});

test.each([[""], ["  \n\t"], ["{}"]])("the text %j means no arguments", (text) => {
  expect(parseArguments(text)).toEqual({ ok: true, value: {} });
});

test.each([
  ["null", "null"],
  ["[1]", "an array"],
  ['"Paris"', "a string"],
  ["7", "a number"],
  ["true", "a boolean"],
])("%s is refused because it is no object", (text, kind) => {
  expect(errorOf(text)).toBe(
    `The arguments are ${kind}, not a JSON object. Send the arguments as one JSON object, such as {"name":"value"}.`,
  );
});

test.each([['{"city":"Par'], ["city: Paris"], ["{'city':'Paris'}"], ['{"a":1}{"b":2}'], ["{} thanks"]])(
  "%j is refused because it is no JSON",
  (text) => {
    expect(errorOf(text)).toMatch(/^The arguments are not valid JSON \(.+\)\. Send the arguments as one JSON object/s);
  },
);

test("what is wrong with a long text is said shortly", () => {
  expect(errorOf("x".repeat(1_000_000)).length).toBeLessThan(400);
});

test.each([
  ['{"__proto__":{"isAdmin":true}}', "__proto__"],
  ['{"\\u005f_proto__":{"isAdmin":true}}', "__proto__"],
  ['{"a":[{"b":{"__proto__":1}}]}', "__proto__"],
  ['{"constructor":{"prototype":{"isAdmin":true}}}', "prototype"],
])("%s is refused because it could reach a prototype", (text, key) => {
  expect(errorOf(text)).toContain(`"${key}"`);
  expect("isAdmin" in {}).toBe(false);
});

test("a field that is merely called constructor is taken", () => {
  expect(parseArguments('{"constructor":{"team":"Ferrari"}}')).toMatchObject({ ok: true });
  expect(parseArguments('{"constructor":"Ferrari"}')).toMatchObject({ ok: true });
});

test("a number too large for JavaScript is refused, not turned into Infinity", () => {
  expect(errorOf('{"size":1e999}')).toContain('The number at "size" is too large.');
  expect(errorOf('{"sizes":[1,-1e999]}')).toContain("A number in a list is too large.");
});

test("64 levels are taken, 65 and 100,000 are refused", () => {
  const nested = (levels: number): string => `{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
  expect(parseArguments(nested(64)).ok).toBe(true);
  expect(errorOf(nested(65))).toContain("nested more than 64 levels deep");
  expect(errorOf(nested(100_000))).toContain("nested more than 64 levels deep");
});

test("any text whatsoever gives an answer, never a throw", () => {
  const fragments = fc.array(fc.constantFrom("{", "}", "[", "]", '"', ":", ",", "\\u", "1e999", "null", "__proto__"));
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fragments.map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (sent) => {
      const parsed = parseArguments(sent);
      if (parsed.ok) return JSON.stringify(JSON.parse(JSON.stringify(parsed.value))) === JSON.stringify(parsed.value);
      return parsed.error.length < 500;
    }),
    { numRuns: 2_000 },
  );
});

test("any object without forbidden keys comes back as it was sent", () => {
  const key = fc.string().filter((name) => name !== "__proto__" && name !== "constructor");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.array(tie("value")),
      fc.dictionary(key, tie("value")),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value), (sent) => {
      expect(parseArguments(JSON.stringify(sent))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(sent)) });
    }),
    { numRuns: 1_000 },
  );
});
