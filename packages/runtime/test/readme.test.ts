import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ROUTES } from "../src/http/route-table.ts";
import { child } from "./support/child.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");
const block = (text: string, kind: string): string => text.split(`\`\`\`${kind}\n`)[1]?.split("```")[0] ?? "";

test("the README shows the example that runs here", async () => {
  expect(block(await read("../README.md"), "ts")).toBe(await read("./children/readme.ts"));
});

test("the example of the README prints what the README says", async () => {
  using own = child("readme.ts");

  expect(await own.ended).toBe(0);
  expect(own.lines[0]).toMatch(/^Greeter listens on http:\/\/127\.0\.0\.1:\d+$/);
  expect(`${own.lines.slice(1).join("\n")}\n`).toBe(block(await read("../README.md"), "text"));
});

test("the README names every route", async () => {
  const text = await read("../README.md");

  expect(ROUTES.filter(({ method, path }) => !text.includes(`\`${method} ${path}\``))).toEqual([]);
});
