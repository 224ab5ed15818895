import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const blocks = (text: string, kind: string): readonly string[] =>
  text
    .split(`\`\`\`${kind}\n`)
    .slice(1)
    .map((rest) => rest.split("```")[0] ?? "");

/** The examples of the README, in its order. Each prints what the README says below it. */
const EXAMPLES = ["./notes.ts", "./clerk.ts", "./guarded.ts", "./around.ts", "./replays.ts"];

test.each(EXAMPLES)("the README shows %s, which prints what it says", async (path) => {
  const text = await read("../../README.md");
  const example = (await read(path))
    .replace("../../src/index.ts", "@definable/core")
    .replace("../../src/guardrails.ts", "@definable/core/guardrails")
    .replace("../../src/replay/index.ts", "@definable/core/replay");
  const place = blocks(text, "ts").indexOf(example);
  expect(place, "its place among the examples").toBeGreaterThanOrEqual(0);

  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  await import(path).finally(() => log.mockRestore());

  expect(`${lines.join("\n")}\n`).toBe(blocks(text, "text")[place]);
});

test("every example of the README is one of these", async () => {
  expect(blocks(await read("../../README.md"), "ts")).toHaveLength(EXAMPLES.length);
});

test("the README names every option of an agent", async () => {
  const text = await read("../../README.md");
  // What a caller without types may pass: the refusal lists the options.
  const refuse = (): Agent => new Agent({ model: "openai/gpt-4o", nothing: 1 } as AgentOptions);

  const [, list = ""] = /There are: (.*)\.$/.exec(errorOf(refuse)) ?? [];

  expect(list.split(", ").length).toBeGreaterThan(20);
  expect(list.split(", ").filter((option) => !text.includes(`\`${option}\``))).toEqual([]);
});

function errorOf(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}
