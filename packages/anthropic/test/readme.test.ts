import { readFile } from "node:fs/promises";
import { afterEach, expect, test, vi } from "vitest";
import { fakeAnthropic, reply } from "./vendor.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");

afterEach(() => vi.unstubAllEnvs());

test("the README shows the example that runs here", async () => {
  const [, shown] = /```ts\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(shown).toBe(await read("./readme/thinking-aloud.ts"));
});

test("the example of the README prints what the README says", async () => {
  const usage = { inputTokens: 12, outputTokens: 9 };
  const script = [reply({ thinking: ["A greeting."], text: ["Bon", "jour !"], usage })];
  await using server = await fakeAnthropic({ script });
  vi.stubEnv("ANTHROPIC_BASE_URL", server.baseURL);
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  await import("./readme/thinking-aloud.ts");
  log.mockRestore();
  const [, output] = /```text\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(lines.join("\n")).toBe(output?.trimEnd());
});
