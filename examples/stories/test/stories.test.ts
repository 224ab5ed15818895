import { readdirSync, readFileSync } from "node:fs";
import { format } from "node:util";
import { expect, test, vi } from "vitest";

const folder = new URL("../src/", import.meta.url);
const stories = readdirSync(folder);
/** Lists the stories, and shows what each prints. */
const index = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** Runs a story in this process and returns what it printed. It asserts its own result. */
async function tell(story: string): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(format(...words)));
  await import(`${folder.href}${story}`).finally(() => log.mockRestore());
  return lines.join("\n");
}

test.each(stories)("%s runs, asserts its result and prints what the index says", async (story) => {
  const printed = await tell(story);
  const [, said] = new RegExp(`\\(stories/src/${story}\\).*?\`\`\`text\n(.*?)\n\`\`\``, "s").exec(index) ?? [];
  expect(printed).toBe(said);
  expect(readFileSync(new URL(story, folder), "utf8")).toContain("assert.equal(");
});

test("a story whose result is another is seen", async () => {
  await expect(tell("../test/untrue/wrong-answer.ts")).rejects.toThrow("'Paris.'");
});
