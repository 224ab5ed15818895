import { readFile } from "node:fs/promises";
import { afterEach, expect, test, vi } from "vitest";
import { fakeOpenAI, reply } from "./vendor.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");

afterEach(() => vi.unstubAllEnvs());

test("the README shows the example that runs here", async () => {
  const [, shown] = /```ts\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(shown).toBe(await read("./readme/local-server.ts"));
});

test("the example of the README prints what the README says", async () => {
  const script = [reply({ text: ["Bon", "jour !"], usage: { promptTokens: 12, completionTokens: 3 } })];
  await using server = await fakeOpenAI({ script });
  vi.stubEnv("OPENAI_BASE_URL", server.baseURL);
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  await import("./readme/local-server.ts");
  log.mockRestore();
  const [, output] = /```text\n(.*?)```/s.exec(await read("../README.md")) ?? [];
  expect(lines.join("\n")).toBe(output?.trimEnd());
});
