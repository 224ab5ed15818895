import type { ModelPrice, Usage } from "@definable/spec";
import { tokens } from "@definable/testing";
import { expect, test } from "vitest";
import { costOf } from "../../src/metrics/cost.ts";

const price: ModelPrice = { input: 2, output: 10, asOf: "2026-01-01", source: "https://example.org/prices" };
const detailed: ModelPrice = { ...price, cacheRead: 1, cacheWrite: 3, audioInput: 40, audioOutput: 80 };
const million = 1_000_000;

test("input and output are paid by the million", () => {
  expect(costOf(tokens(million, million), price)).toBe(12);
  expect(costOf(tokens(500_000, 0), price)).toBe(1);
});

test.each<[string, Omit<Usage, "inputTokens" | "outputTokens" | "totalTokens">, number]>([
  ["cached input at the price of a cache read", { cacheReadTokens: million }, 1],
  ["input kept for later at the price of a cache write", { cacheWriteTokens: million }, 3],
  ["spoken input at the price of audio", { audioInputTokens: million }, 40],
])("%s, and not as plain input too", (_title, part, dollars) => {
  expect(costOf(tokens(million, 0, part), detailed)).toBe(dollars);
});

test("spoken output is paid at the price of audio, and not as plain output too", () => {
  expect(costOf(tokens(0, million, { audioOutputTokens: million }), detailed)).toBe(80);
});

test("thoughts are part of the output and cost nothing besides", () => {
  expect(costOf(tokens(0, million, { reasoningTokens: million }), detailed)).toBe(10);
});

test("every part is paid once, together", () => {
  const usage = tokens(10 * million, 4 * million, {
    cacheReadTokens: 2 * million,
    cacheWriteTokens: 3 * million,
    audioInputTokens: million,
    audioOutputTokens: million,
    reasoningTokens: 2 * million,
  });

  expect(costOf(usage, detailed)).toBe(4 * 2 + 2 * 1 + 3 * 3 + 1 * 40 + 3 * 10 + 1 * 80);
});

test("parts without a price of their own cost what their whole costs", () => {
  const usage = tokens(million, million, {
    cacheReadTokens: 400_000,
    audioInputTokens: 100_000,
    audioOutputTokens: million,
  });

  expect(costOf(usage, price)).toBeCloseTo(12, 10);
});

test("a vendor that counts parts beyond the whole never makes plain tokens negative", () => {
  expect(costOf(tokens(10, 0, { cacheReadTokens: million }), detailed)).toBe(1);
});

test("unknown usage or price gives no cost, for no number is better than a wrong one", () => {
  expect(costOf(undefined, price)).toBeUndefined();
  expect(costOf(tokens(1, 1), undefined)).toBeUndefined();
});

test("a price that lacks a number is no price", () => {
  // What a caller without types may give.
  expect(costOf(tokens(million, million), { inpt: 2, output: 10 } as unknown as ModelPrice)).toBeUndefined();
});
