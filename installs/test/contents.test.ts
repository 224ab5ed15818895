import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { npmLine, packAll, packFolders } from "../../scripts/pack-all.ts";
import { contentProblems } from "../src/contents.ts";
import { put } from "../src/project.ts";
import { unpack } from "../src/tarball.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();
let tarballs: readonly string[] = [];
let sharedTools = "";

beforeAll(async () => {
  tarballs = await packAll(join(scratch, "tarballs"));
  [sharedTools = ""] = await packFolders(["examples/shared-tools"], join(scratch, "shared"));
});

test("every tarball holds what it names, its README and LICENSE, and nothing of the workshop", async () => {
  expect(tarballs.length).toBeGreaterThan(5);
  for (const tarball of [...tarballs, sharedTools]) {
    expect(contentProblems(await unpack(tarball, join(scratch, "one"))), tarball).toEqual([]);
  }
});

const edit = (folder: string, path: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), "utf8")));

test.each<[string, (folder: string) => void, string]>([
  ["misses a file of its code", (at) => rmSync(join(at, "dist/index.js")), "dist/index.js is missing"],
  ["misses its types", (at) => rmSync(join(at, "dist/index.d.ts")), "dist/index.d.ts is missing"],
  ["has no licence", (at) => rmSync(join(at, "LICENSE")), "LICENSE is missing"],
  ["holds a test", (at) => put(at, "test/a.js", ""), "test/a.js does not belong into a package"],
  ["holds its sources", (at) => put(at, "src/a.ts", ""), "src/a.ts does not belong into a package"],
  [
    "holds what the compiler remembers",
    (at) => put(at, "dist/.tsbuildinfo", ""),
    "dist/.tsbuildinfo does not belong into a package",
  ],
  [
    "names the sources to its users",
    (at) =>
      edit(at, "package.json", (text) => text.replace('"types":', '"@definable/source": "./dist/index.js", "types":')),
    "exports has the source condition",
  ],
  [
    "imports core",
    (at) => edit(at, "dist/index.js", (code) => `import { Agent } from "@definable/core";\n${code}`),
    "dist/index.js imports @definable/core, which package.json does not declare",
  ],
  [
    "has types of a package that only its neighbour declares",
    (at) => {
      put(at, "dist/a.d.ts", 'export declare const a: import("@definable/spec").Tool;\n');
      edit(at, "dist/index.d.ts", (types) => `export { a } from "./a.js";\n${types}`);
    },
    "dist/a.d.ts imports @definable/spec, which package.json does not declare",
  ],
])("a tarball that %s is seen", async (_title, harm, said) => {
  const folder = await unpack(sharedTools, join(scratch, "harmed"));
  harm(folder);
  expect(contentProblems(folder)).toEqual([said]);
});

test("the line that pack:all prints survives a folder with a space", () => {
  expect(npmLine(["/a/one.tgz", "/b c/two.tgz"])).toBe('npm install /a/one.tgz "/b c/two.tgz"');
});
