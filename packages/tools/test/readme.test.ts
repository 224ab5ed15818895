import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");

/** What the README says that its example prints. */
const PRINTED = [
  '{"city":"Paris","temperature":21}',
  "5000",
  'The arguments do not fit the schema of "get_weather":\n- city: Invalid input: expected string, received undefined; it is missing (got only town)\nThe tool did not run. Call it again with arguments that fit.',
  "write You have 1 note(s).",
];

test("the README shows the example that runs here", async () => {
  const [, shown] = /```ts\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(shown).toBe(await read("./readme/weather.ts"));
});

test("the example of the README prints what the README says", async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    lines.push(words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" "));
  });
  await import("./readme/weather.ts");
  log.mockRestore();
  expect(lines).toEqual(PRINTED);
  const [, output] = /```text\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(output?.trimEnd()).toBe(PRINTED.join("\n"));
});
