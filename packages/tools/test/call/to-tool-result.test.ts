import fc from "fast-check";
import { expect, test } from "vitest";
import { toToolResult } from "../../src/index.ts";

test.each([
  ["a string", "Sunny.", "Sunny."],
  ["the empty string", "", ""],
  ["nothing", undefined, ""],
  ["null", null, "null"],
  ["a number", 42.5, "42.5"],
  ["a boolean", false, "false"],
  ["a list", [1, "two"], '[1,"two"]'],
  ["an object", { city: "Paris", days: 2 }, '{"city":"Paris","days":2}'],
  ["a date", new Date(0), '"1970-01-01T00:00:00.000Z"'],
])("%s becomes text", (_what, output, content) => {
  expect(toToolResult(output)).toEqual({ content });
});

test("a tool result with media passes as it is", () => {
  const output = { content: "A cat.", images: [{ url: "https://example.com/cat.png" }] };
  expect(toToolResult(output)).toBe(output);
});

test("an object with a field content and others loses none of them", () => {
  const page = { content: "text", title: "Home" };
  expect(toToolResult(page)).toEqual({ content: '{"content":"text","title":"Home"}' });
  expect(toToolResult({ content: "text", images: 3 })).toEqual({ content: '{"content":"text","images":3}' });
  expect(toToolResult({ content: 5 })).toEqual({ content: '{"content":5}' });
});

test("a BigInt is an error that says so", () => {
  expect(toToolResult({ total: 5n }).content).toMatch(/^Error: the tool ran, but its result .*BigInt/);
});

test("a cycle is an error that says so", () => {
  const person: Record<string, unknown> = { name: "Ada" };
  person["self"] = person;
  expect(toToolResult(person).content).toMatch(/^Error: the tool ran, but its result .*circular/s);
});

test("a function or symbol is an error that says so", () => {
  expect(toToolResult(() => 1).content).toContain("a function has no JSON");
  expect(toToolResult(Symbol("x")).content).toContain("a symbol has no JSON");
});

test.each([
  [
    "a toJSON that throws",
    {
      toJSON() {
        throw new Error("closed");
      },
    },
  ],
  [
    "a getter that throws",
    {
      get content(): string {
        throw new Error("closed");
      },
    },
  ],
  [
    "a thrown object that cannot be shown",
    {
      toJSON() {
        throw Object.create(null);
      },
    },
  ],
  [
    "a revoked proxy",
    (() => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    })(),
  ],
])("%s is an error, not a throw", (_what, output) => {
  expect(toToolResult(output).content).toMatch(/^Error: the tool ran, but its result cannot be shown as text/);
});

test("whatever a tool returns gives text, never a throw", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withSparseArray: true,
    withObjectString: true,
  });
  fc.assert(
    fc.property(fc.oneof(anything, fc.record({ content: anything, images: anything })), (output) => {
      expect(typeof toToolResult(output).content).toBe("string");
    }),
    { numRuns: 2_000 },
  );
});
