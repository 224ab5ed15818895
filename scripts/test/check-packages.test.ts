import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTarball } from "../packed/check-tarball.ts";
import { root } from "../step.ts";
import { temporaryTree } from "./temporary-tree.ts";

const entry = { types: "./dist/index.d.ts", default: "./dist/index.js" };
const manifest = { name: "@definable/small", version: "0.1.0", type: "module", license: "MIT", files: ["dist"] };
const inOrder = {
  "package.json": JSON.stringify({ ...manifest, exports: { ".": entry } }),
  "dist/index.js": "export const one = 1;\n",
  "dist/index.d.ts": "export declare const one = 1;\n",
};

/** What is said of the tarball of a package that has these files over one that is in order. */
async function problems(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = temporaryTree({ ...inOrder, ...files });
  execFileSync("npm", ["pack", "--silent"], { cwd: folder });
  return checkTarball(join(folder, "definable-small-0.1.0.tgz"));
}

const withExports = (exports: object): Record<string, string> => ({
  "package.json": JSON.stringify({ ...manifest, exports }),
});

test("a package in order has nothing said of it", async () => {
  expect(await problems({})).toEqual([]);
});

test.each([
  ["a door leads nowhere", withExports({ ".": { ...entry, default: "./dist/none.js" } }), "none.js"],
  [
    "types come after the code",
    withExports({ ".": { default: entry.default, types: entry.types } }),
    "should be the first",
  ],
  ["types were forgotten", withExports({ ".": { default: entry.default, types: "./none.d.ts" } }), "none.d.ts"],
  ["the code is CommonJS and says that it is not", { "dist/index.js": "module.exports = 1;\n" }, "CJS"],
  [
    "types import a file without its ending",
    { "dist/index.d.ts": 'export { one } from "./one";\n' },
    "Internal resolution error",
  ],
])("%s: seen", async (_title, files, said) => {
  expect((await problems(files)).join("\n")).toContain(said);
});

/** Starts a tool of ours in a small workspace, with our configuration. */
function look(command: string, args: readonly string[], files: Readonly<Record<string, string>>): string {
  const folder = temporaryTree({
    "package.json": '{ "name": "small", "private": true, "type": "module", "packageManager": "pnpm@12.21.0" }',
    "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    ...files,
  });
  copyFileSync(join(root, "knip.jsonc"), join(folder, "knip.jsonc"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", command), args, {
    cwd: folder,
    encoding: "utf8",
  });
  return `${status} ${stdout}${stderr}`;
}

test("a file, an export and a dependency that nobody uses are seen", () => {
  const output = look("knip", ["--no-progress", "--no-config-hints"], {
    "packages/small/package.json": JSON.stringify({
      ...manifest,
      exports: { ".": { default: "./src/index.ts" } },
      dependencies: { fastify: "5.0.0" },
    }),
    "packages/small/src/index.ts": 'export { used } from "./both.ts";\n',
    "packages/small/src/both.ts": "export const used = 1;\nexport const unused = 2;\n",
    "packages/small/src/alone.ts": "export const alone = 1;\n",
  });
  expect(output).toMatch(/^1 /);
  for (const name of ["src/alone.ts", "unused", "fastify"]) expect(output).toContain(name);
});

test("two versions of one library in the workspace are seen", () => {
  const small = (name: string, version: string): string =>
    JSON.stringify({ name, private: true, type: "module", devDependencies: { zod: version } });
  const output = look("sherif", ["--fail-on-warnings"], {
    "packages/one/package.json": small("one", "4.6.7"),
    "packages/two/package.json": small("two", "4.6.6"),
  });
  expect(output).toMatch(/^1 /);
  expect(output).toContain("multiple-dependency-versions");
});

test("each entry that a check leaves alone has its reason beside it", () => {
  const lists = readFileSync(join(root, "knip.jsonc"), "utf8").match(/"ignore\w*": (\[[^\]]*\]|\{[^}]*\}|.*)/g) ?? [];
  expect(lists.length).toBeGreaterThan(0);
  for (const list of lists.filter((text) => text.includes("["))) {
    const entries = list.split("\n").slice(1, -1);
    expect(entries.filter((line) => !/^\s*"[^"]+",? \/\/ \S+ \S+/.test(line))).toEqual([]);
  }
});
