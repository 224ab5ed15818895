import { readFile } from "node:fs/promises";
import { expect, it, vi } from "vitest";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");

/** The example files with what the README says that they print. */
const EXAMPLES: readonly (readonly [file: string, printed: readonly string[]])[] = [
  ["./readme/weather.ts", ["It is 18 degrees.", "It is 18 deg", "rees.", "18 degrees in Paris"]],
  ["./readme/vendor.ts", ["Hello", "429", "", "Once ", "cut"]],
  ["./readme/overload.ts", ["overloaded_error", "thinking, text, tool_use", "tool_use"]],
];

it.each([...EXAMPLES.map(([file]) => file), "./conformance/tiny-chat.test.ts"])("the README shows %s", async (file) => {
  // Tests may reach core only by its path, because core's own tests need this package: a reader has it installed.
  const example = (await read(file)).replace("../../../core/src/index.ts", "@definable/core");
  expect(await read("../README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
});

it.each(EXAMPLES)("%s prints what the README says", async (file, printed) => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => void lines.push(String(line)));
  await import(file).finally(() => log.mockRestore());
  expect(lines).toEqual(printed);
  expect(await read("../README.md")).toContain(`\`\`\`text\n${printed.join("\n")}\n\`\`\``);
});
