import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const root = join(import.meta.dirname, "../..");
const work = "const work = async (): Promise<number> => 1;\n";

/** Each row is a rule that the house counts on, and a file that breaks it. */
const breaches: ReadonlyArray<readonly [rule: string, text: string]> = [
  ["no-floating-promises", `${work}work();`],
  ["no-misused-promises", `${work}if (work()) console.log(1);`],
  ["await-thenable", "const one = 1;\nexport const two = async (): Promise<number> => await one;"],
  ["switch-exhaustiveness-check", 'export function f(x: "a" | "b"): void {\n  switch (x) {\n    case "a":\n  }\n}'],
  ["only-throw-error", 'export function f(): never {\n  throw "text";\n}'],
  ["no-explicit-any", "export const f = (x: any): string => String(x);"],
  ["no-non-null-assertion", "export const f = (x?: string): string => x!;"],
  ["consistent-type-imports", 'import { Stats } from "node:fs";\nexport type S = Stats;'],
  ["no-default-export", "export default 1;"],
  ["max-lines", "console.log();\n".repeat(401)],
  ["max-params", "export const f = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;"],
  ["max-lines-per-function", `export function f(): void {\n${"  console.log();\n".repeat(60)}}`],
];

test("lint reports each rule that the house counts on, and nothing on a file in order", () => {
  const files = Object.fromEntries(breaches.map(([rule, text]) => [`src/${rule}.ts`, `${text}\n`]));
  const folder = temporaryTree({
    ...files,
    "src/in-order.ts": "export const one = 1;\n",
    "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2023" } }',
  });
  const args = ["--config", join(root, ".oxlintrc.json"), "--format", "json"];
  const { stdout } = spawnSync(join(root, "node_modules/.bin/oxlint"), args, { cwd: folder, encoding: "utf8" });
  const report = JSON.parse(stdout) as { diagnostics: ReadonlyArray<{ code: string; filename: string }> }; // its format
  const seen = report.diagnostics.map(({ code, filename }) => `${filename} ${/\((.+)\)/.exec(code)?.[1]}`);
  for (const [rule] of breaches) expect(seen).toContain(`src/${rule}.ts ${rule}`);
  expect(seen.filter((line) => line.startsWith("src/in-order.ts"))).toEqual([]);
});
