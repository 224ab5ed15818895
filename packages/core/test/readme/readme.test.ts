import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { Agent } from "../../src/index.ts";
import type { AgentOptions } from "../../src/index.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const block = (text: string, kind: string): string => text.split(`\`\`\`${kind}\n`)[1]?.split("```")[0] ?? "";

test("the README shows the example that runs here", async () => {
  const example = (await read("./notes.ts")).replace("../../src/index.ts", "@definable/core");

  expect(block(await read("../../README.md"), "ts")).toBe(example);
});

test("the example of the README prints what the README says", async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  await import("./notes.ts").finally(() => log.mockRestore());

  expect(`${lines.join("\n")}\n`).toBe(block(await read("../../README.md"), "text"));
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
