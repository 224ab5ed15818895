import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const block = (text: string, kind: string): string => text.split(`\`\`\`${kind}\n`)[1]?.split("```")[0] ?? "";

test("the README shows the example that runs here", async () => {
  const example = (await read("./readme/echo.ts")).replaceAll("../../src/index.ts", "@definable/spec");

  expect(block(await read("../README.md"), "ts")).toBe(example);
});

test("the example of the README prints what the README says", async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    lines.push(words.map((word) => (typeof word === "string" ? word : inspect(word))).join(" "));
  });
  await import("./readme/echo.ts").finally(() => log.mockRestore());

  expect(`${lines.join("\n")}\n`).toBe(block(await read("../README.md"), "text"));
});
