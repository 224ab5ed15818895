import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { budgets, coldModules } from "../budgets/budgets.ts";
import { borrow, type InstalledCore, installedCore } from "../budgets/installed-core.ts";
import { judge } from "../budgets/judge.ts";
import { measureGzip } from "../budgets/measure-gzip.ts";
import { measureInstall } from "../budgets/measure-install.ts";
import { judgeModules, measureModules } from "../budgets/measure-modules.ts";
import { measureTypes } from "../budgets/measure-types.ts";

let installed: InstalledCore;
beforeAll(async () => {
  installed = await installedCore();
}, 60_000);
afterAll(() => installed?.[Symbol.dispose]());

/** The installed core once more, to break. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), "broken-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(installed.folder, folder, { recursive: true });
  return folder;
}

test("core is within its size, and one that grows over it is found", async () => {
  expect(judge(budgets.gzip, (await measureGzip(installed.folder, "@definable/core")).first)).toBeUndefined();

  const folder = copy();
  const ballast = `\nexport const ballast = "${randomBytes(20_000).toString("base64")}";\n`;
  appendFileSync(join(folder, "node_modules/@definable/core/dist/index.js"), ballast);

  expect(judge(budgets.gzip, (await measureGzip(folder, "@definable/core")).first)).toMatch(
    /^gzip: .* the budget is 45056/,
  );
});

test("an install of core is within its packages and bytes, and one that brings more is found", () => {
  const { packages, bytes } = measureInstall(installed.folder);
  expect([judge(budgets.packages, packages), judge(budgets.installed, bytes)]).toEqual([undefined, undefined]);

  const folder = copy();
  const extra = join(folder, "node_modules/@definable/core/node_modules/left-over");
  mkdirSync(extra, { recursive: true });
  writeFileSync(join(extra, "package.json"), "{}");
  writeFileSync(join(extra, "index.js"), "x".repeat(budgets.installed.most - bytes));

  const broken = measureInstall(folder);
  expect(judge(budgets.packages, broken.packages)).toContain("is 4; the budget is 3 packages");
  expect(judge(budgets.installed, broken.bytes)).toContain("the budget is 1200000 bytes");
});

test("a cold core loads what the list says, and one more module is found", async () => {
  expect(judgeModules(await measureModules(installed.folder, "first-run.mjs"), coldModules)).toEqual([]);

  const folder = copy();
  writeFileSync(join(folder, "node_modules/@definable/spec/dist/more.js"), "export {};");
  appendFileSync(
    join(folder, "node_modules/@definable/spec/dist/index.js"),
    '\nimport "./more.js"; import "node:dns"; process.getBuiltinModule("net");\n',
  );

  const complaints = judgeModules(await measureModules(folder, "first-run.mjs"), coldModules);
  for (const name of ["@definable/spec/dist/more.js", "node:dns", "node:net"])
    expect(complaints).toContainEqual(expect.stringContaining(`A cold core loads ${name}.`));
});

test("a row of the list that nothing loads any more is found", () => {
  expect(judgeModules([], new Map([["@definable/core/dist/old.js", "a reason"]]))).toEqual([
    "A cold core no longer loads @definable/core/dist/old.js. Take its row out of scripts/budgets/budgets.ts.",
  ]);
});

test(
  "twenty tools are within their cost in types, and types that cost more are found",
  { timeout: 30_000 },
  async () => {
    const folder = copy();
    borrow(folder, "zod");
    expect(judge(budgets.types, await measureTypes(folder))).toBeUndefined();

    // A looser constraint and an intersection: nothing else changes for whoever writes a tool.
    const types = join(folder, "node_modules/@definable/tools/dist/tool.d.ts");
    const loose =
      'Schema extends { readonly "~standard": { readonly types?: { readonly output: unknown } | undefined } }';
    const text = readFileSync(types, "utf8")
      .replace("Schema extends StandardSchema, Output", `${loose}, Output`)
      .replace("ToolOptions<Schema,", "ToolOptions<Schema & StandardSchema,")
      .replace("InferOutput<Schema>, Output", "InferOutput<Schema & StandardSchema>, Output");
    expect(text).toContain(loose);
    writeFileSync(types, text);

    expect(judge(budgets.types, await measureTypes(folder))).toMatch(/^types: /);
  },
);
