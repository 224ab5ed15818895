const entry = { types: "./dist/index.d.ts", default: "./dist/index.js" };

/** Fields of a package.json. */
export type Fields = Readonly<Record<string, unknown>>;

/** The package.json of a public package that is in order, with `changes` over it. */
export function manifestOf(name: string, changes: Fields = {}): string {
  return JSON.stringify({
    name: `@definable/${name}`,
    version: "0.1.0",
    license: "MIT",
    type: "module",
    sideEffects: false,
    files: ["dist", "!dist/.tsbuildinfo"],
    exports: {
      ".": { "@definable/source": "./src/index.ts", ...entry },
      "./package.json": "./package.json",
    },
    engines: { node: ">=22.18" },
    publishConfig: { access: "public", exports: { ".": entry, "./package.json": "./package.json" } },
    ...changes,
  });
}

const ours = (...names: string[]): Fields =>
  Object.fromEntries(names.map((name) => [`@definable/${name}`, "workspace:^"]));

/** A house of five packages and an app that breaks no rule; each test breaks one. */
export const smallHouse: Readonly<Record<string, string>> = {
  "packages/spec/package.json": manifestOf("spec"),
  "packages/spec/src/index.ts": 'export type { Word } from "./word.ts";\n',
  "packages/spec/src/word.ts":
    '/** `import fs from "node:fs"` in a docstring is no import. */\nexport type Word = string;\n',
  "packages/tools/package.json": manifestOf("tools", { dependencies: ours("spec") }),
  "packages/tools/src/index.ts": 'import type { Word } from "@definable/spec";\nexport const word: Word = "any";\n',
  "packages/core/package.json": manifestOf("core", {
    dependencies: ours("spec", "tools"),
    peerDependencies: { "@definable/runtime": "workspace:>=0.1.0" },
    peerDependenciesMeta: { "@definable/runtime": { optional: true } },
  }),
  "packages/core/src/index.ts": 'export { word } from "@definable/tools";\n',
  "packages/core/src/load-optional.ts": "export const load = (name: string): Promise<unknown> => import(name);\n",
  "packages/core/src/loop/loop.ts": "// line\n".repeat(60),
  "packages/core/src/one.ts": "export const one = 1;\n",
  "packages/core/src/two.ts": "export const two = 2;\n",
  "packages/core/src/three.ts": "export const three = 3;\n",
  "packages/core/src/four.ts": "export const four = 4;\n",
  "packages/openai/package.json": manifestOf("openai", { dependencies: { ...ours("spec"), openai: "1.0.0" } }),
  "packages/openai/src/index.ts": 'export type { OpenAI } from "openai";\n',
  "packages/runtime/package.json": manifestOf("runtime", { dependencies: ours("spec") }),
  "packages/runtime/src/index.ts": 'export { createServer } from "node:http";\n',
  "apps/demo/package.json": '{ "name": "@definable/demo", "private": true }',
  "apps/demo/src/main.ts": 'import { word } from "@definable/core";\nconsole.log(word);\n',
};
