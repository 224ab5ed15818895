import { expect, test } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";

const wrong: readonly (readonly [string, object, RegExp])[] = [
  ["a memory that cannot be written", { memory: { recall: () => undefined } }, /memory needs recall and update/],
  ["a knowledge that is none", { knowledge: {} }, /knowledge needs retrieve/],
  ["options of a knowledge that is none", { knowledge: { knowledge: 5 } }, /knowledge needs retrieve/],
  ["a reader that is none", { readers: [{}] }, /readers needs canRead and read/],
  ["a window of words", { history: { maxMessages: "ten" } }, /option of history "maxMessages" must be a number/],
  ["a model that is unknown", { summary: { model: "nobody/x" } }, /no provider "nobody"/],
  ["an option of a layer that is none", { summary: { every: 5 } }, /no option of summary "every"/],
  [
    "a limit below nothing",
    { compression: { toolResultsLimit: -1 } },
    /option of compression "toolResultsLimit" must be/,
  ],
];

test.each(wrong)("an Agent refuses %s", (_what, options, words) => {
  // What a caller without types may pass.
  expect(() => new Agent({ model: "openai/gpt-4o", ...options } as AgentOptions)).toThrow(words);
});

test("layers that are off are none", () => {
  expect(() => new Agent({ model: "openai/gpt-4o", readers: false, compression: false, summary: false })).not.toThrow();
});
