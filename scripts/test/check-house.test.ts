import { join } from "node:path";
import { expect, test } from "vitest";
import { checkHouse } from "../check-house.ts";
import { type Fields, manifestOf, smallHouse } from "./small-house.ts";
import { temporaryTree } from "./temporary-tree.ts";

const core = "packages/core/src/new.ts";
const spec = "packages/spec/src/new.ts";
const dependsOn = (name: string, range = "workspace:^"): Fields => ({ dependencies: { [name]: range } });

/** Each row breaks one rule: what it does, the files it writes over the small house, and what is seen where. */
const breaches: ReadonlyArray<readonly [title: string, files: Record<string, string>, seen: string]> = [
  [
    "a provider imports core",
    { "packages/openai/src/new.ts": 'import "@definable/core";' },
    "arrows packages/openai/src/new.ts:1",
  ],
  [
    "the runtime imports a type of core",
    { "packages/runtime/src/new.ts": '\nimport type { Agent } from "@definable/core";' },
    "arrows packages/runtime/src/new.ts:2",
  ],
  [
    "the runtime names a type of core inline",
    { "packages/runtime/src/new.ts": 'export type A = import("@definable/core").Agent;' },
    "arrows packages/runtime/src/new.ts:1",
  ],
  [
    "the runtime depends on core",
    { "packages/runtime/package.json": manifestOf("runtime", dependsOn("@definable/core")) },
    "arrows packages/runtime/package.json",
  ],
  ["core re-exports from the runtime", { [core]: 'export { serve } from "@definable/runtime";' }, `arrows ${core}:1`],
  [
    "core needs a provider",
    {
      "packages/core/package.json": manifestOf("core", {
        dependencies: {
          "@definable/spec": "workspace:^",
          "@definable/tools": "workspace:^",
          "@definable/openai": "workspace:^",
        },
      }),
    },
    "arrows packages/core/package.json",
  ],
  [
    "spec uses a library",
    { "packages/spec/package.json": manifestOf("spec", dependsOn("zod", "4.0.0")) },
    "arrows packages/spec/package.json",
  ],
  ["spec imports a library that it does not declare", { [spec]: 'import { z } from "zod";' }, `arrows ${spec}:1`],
  [
    "a provider imports what it does not declare",
    { "packages/openai/src/new.ts": 'import "undici";' },
    "arrows packages/openai/src/new.ts:1",
  ],
  ["a relative path leaves its package", { [core]: 'import "../../spec/src/word.ts";' }, `arrows ${core}:1`],
  ["a package imports itself by name", { [core]: 'import "@definable/core";' }, `arrows ${core}:1`],
  ["a second file imports dynamically", { [core]: 'export const x = import("@definable/tools");' }, `arrows ${core}:1`],
  [
    "a package has no row of arrows",
    { "packages/extra/package.json": manifestOf("extra"), "packages/extra/src/index.ts": "" },
    "arrows packages/extra/package.json",
  ],
  ["a file has 401 lines", { [core]: "// line\n".repeat(401) }, `sizes ${core}`],
  ["a file of an app has 401 lines", { "apps/demo/src/new.ts": "// line\n".repeat(401) }, "sizes apps/demo/src/new.ts"],
  [
    "the loop has 61 lines",
    { "packages/core/src/loop/loop.ts": "// line\n".repeat(61) },
    "sizes packages/core/src/loop/loop.ts",
  ],
  ["half of the files are longer than 80 lines", crowd(13, 81), "sizes packages/*/src"],
  ["a tenth of the files is longer than 250 lines", crowd(2, 251), "sizes packages/*/src"],
  ["spec imports node:fs", { [spec]: 'import { readFileSync } from "node:fs";' }, `portable ${spec}:1`],
  ["core imports fs without its prefix", { [core]: 'import fs from "fs/promises";' }, `portable ${core}:1`],
  [
    "core loads node:fs at run time",
    { "packages/core/src/load-optional.ts": 'export const fs = import("node:fs");' },
    "portable packages/core/src/load-optional.ts:1",
  ],
  [
    "tools requires crypto",
    { "packages/tools/src/new.ts": 'export const c = require("crypto");' },
    "portable packages/tools/src/new.ts:1",
  ],
  [
    "a provider asks the process for a builtin",
    { "packages/openai/src/new.ts": 'export const o = process.getBuiltinModule("os");' },
    "portable packages/openai/src/new.ts:1",
  ],
  ["a type is any", { [core]: "export const x: any = 1;" }, `language ${core}:1`],
  [
    "a value is asserted not to be null",
    { [core]: "export const x = (y?: string) => y!.length;" },
    `language ${core}:1`,
  ],
  ["there is an enum", { [core]: "export enum Kind { a }" }, `language ${core}:1`],
  ["there is a default export", { [core]: "export default 1;" }, `language ${core}:1`],
  ["a name is exported as default", { [core]: "const x = 1;\nexport { x as default };" }, `language ${core}:2`],
  [
    "an index exports everything",
    { "packages/spec/src/index.ts": 'export * from "./word.ts";' },
    "exports packages/spec/src/index.ts:1",
  ],
  [
    "an index exports everything as types",
    { "packages/spec/src/index.ts": 'export type * from "./word.ts";' },
    "exports packages/spec/src/index.ts:1",
  ],
  ["a folder is named utils", { "packages/core/src/utils/text.ts": "" }, "names packages/core/src/utils"],
  ["a file is named helpers", { "apps/demo/src/helpers.ts": "" }, "names apps/demo/src/helpers.ts"],
  ["a source cannot be read", { [core]: "export const = ;" }, `syntax ${core}`],
  [
    "a package is CommonJS",
    { "packages/spec/package.json": manifestOf("spec", { type: "commonjs" }) },
    "manifest packages/spec/package.json",
  ],
  [
    "a package says that it has side effects",
    { "packages/spec/package.json": manifestOf("spec", { sideEffects: true }) },
    "manifest packages/spec/package.json",
  ],
  [
    "a package publishes its sources",
    { "packages/spec/package.json": manifestOf("spec", { files: ["dist", "src"] }) },
    "manifest packages/spec/package.json",
  ],
  [
    "a package names another Node",
    { "packages/spec/package.json": manifestOf("spec", { engines: { node: ">=20" } }) },
    "manifest packages/spec/package.json",
  ],
  [
    "a package leaves the family's version",
    { "packages/tools/package.json": manifestOf("tools", { version: "0.2.0", ...dependsOn("@definable/spec") }) },
    "manifest packages/tools/package.json",
  ],
  [
    "users would get the source condition",
    { "packages/spec/package.json": manifestOf("spec", { publishConfig: { access: "public" } }) },
    "manifest packages/spec/package.json",
  ],
  [
    "the sources are found last",
    { "packages/spec/package.json": manifestOf("spec", lateSource()) },
    "manifest packages/spec/package.json",
  ],
  [
    "a package is tied to one version of another",
    { "packages/tools/package.json": manifestOf("tools", dependsOn("@definable/spec", "0.1.0")) },
    "manifest packages/tools/package.json",
  ],
  [
    "a peer fits no minor but its own",
    {
      "packages/core/package.json": manifestOf("core", {
        dependencies: { "@definable/spec": "workspace:^", "@definable/tools": "workspace:^" },
        peerDependencies: { "@definable/runtime": "workspace:^" },
        peerDependenciesMeta: { "@definable/runtime": { optional: true } },
      }),
    },
    "manifest packages/core/package.json",
  ],
];

test("this repository is in order", () => {
  expect(checkHouse(join(import.meta.dirname, "../.."))).toEqual([]);
});

test("the small house of these tests is in order", () => {
  expect(checkHouse(temporaryTree(smallHouse))).toEqual([]);
});

test.each(breaches)("%s: seen, and nothing else", (_title, files, seen) => {
  const violations = checkHouse(temporaryTree({ ...smallHouse, ...files }));
  expect(violations.map(({ rule, at }) => `${rule} ${at}`)).toEqual([seen]);
});

function crowd(count: number, lines: number): Record<string, string> {
  const files = Array.from({ length: count }, (_, index) => [
    `packages/core/src/new-${index}.ts`,
    "// line\n".repeat(lines),
  ]);
  return Object.fromEntries(files) as Record<string, string>; // pairs of two strings, made in the line above
}

function lateSource(): Fields {
  const built = { types: "./dist/index.d.ts", default: "./dist/index.js" };
  const exports = { ".": { ...built, "@definable/source": "./src/index.ts" }, "./package.json": "./package.json" };
  return { exports };
}
