import { expect, test } from "vitest";
import { Claude } from "../src/index.ts";
import { profileOf } from "../src/claude/profile.ts";

test.each([
  ["claude-haiku-4-5", 1, 5, 0.1, 1.25],
  ["claude-haiku-4-5-20251001", 1, 5, 0.1, 1.25],
  ["claude-opus-4-8", 5, 25, 0.5, 6.25],
  ["claude-opus-5", 5, 25, 0.5, 6.25],
  ["claude-opus-5-5", 4, 20, 0.2, 5],
  ["claude-sonnet-5-5", 2, 10, 0.1, 2.5],
  ["claude-fable-5-1", 10, 50, 0.25, 12.5],
  ["claude-fable-5-2", 8, 40, 0.2, 10],
])("%s costs %s in, %s out, %s cached and %s to cache", (id, ...[input, output, cacheRead, cacheWrite]) => {
  const asOf = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  expect(new Claude({ id }).price).toMatchObject({ input, output, cacheRead, cacheWrite, asOf });
});

test("what is kept for an hour costs twice the input", () => {
  expect(new Claude({ cache: "1h" }).price?.cacheWrite).toBe(8);
});

test.each(["claude-haiku-5-5", "claude-opus-5-6", "claude-opus-9", "claude-opus-5-latest", "gpt-4o"])(
  "the price of %s is not guessed",
  (id) => {
    expect(new Claude({ id }).price).toBeUndefined();
  },
);

test("another server has no price unless one is given", () => {
  const baseURL = "http://localhost:4000";
  const price = { input: 1, output: 2, asOf: "2026-01-01", source: "contract" };
  expect(new Claude({ baseURL }).price).toBeUndefined();
  expect(new Claude({ baseURL, price }).price).toBe(price);
});

test.each([
  ["claude-haiku-4-5-20251001", 64_000, true, false],
  ["claude-sonnet-4-6", 128_000, false, false],
  ["claude-opus-5", 128_000, false, false],
  ["claude-opus-5-5", 128_000, false, true],
  ["claude-haiku-5-5", 128_000, false, true],
  ["claude-something-9", 64_000, false, true],
])("%s writes %s tokens, goes on from a beginning: %s, binds its thinking: %s", (id, ...[most, prefill, bound]) => {
  const wanted = { maxOutputTokens: most, prefill, boundThinking: bound, sampling: false };
  expect(profileOf(id, true)).toMatchObject(wanted);
  // A gateway passes the vendor's models on under its own names.
  if (id !== "claude-something-9") expect(profileOf(id, false)).toMatchObject(wanted);
  expect(new Claude({ id }).accepts).toEqual(["text", "image", "file"]);
});

test("a model of another vendor behind the same API is taken to be modest", () => {
  expect(profileOf("qwen3", false)).toMatchObject({ maxOutputTokens: 8192, sampling: true, boundThinking: false });
});

test("the vendor's models are held to schemas that he can hold, others are not", () => {
  const said = { type: "object", properties: { a: { type: "string" } } };
  const free = { type: "object", additionalProperties: { type: "string" } };
  const other = new Claude({ id: "glm", baseURL: "http://localhost:8080" });

  expect(new Claude().structuredOutput(said)).toBe(true);
  expect(new Claude().structuredOutput(free)).toBe(false);
  expect(other.structuredOutput(said)).toBe(false);
});
