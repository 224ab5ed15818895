import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { brokenLinks } from "../docs/broken-links.ts";
import { codeBlocks, isRegionOf } from "../docs/code-blocks.ts";
import { markdownFiles } from "../docs/markdown-files.ts";
import { strangeBlocks } from "../docs/strange-blocks.ts";
import { packagesBelow } from "../house/tree.ts";
import { root } from "../step.ts";
import { temporaryTree } from "./temporary-tree.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = markdownFiles(root);

test("every relative link leads to a file, and to a heading of it where it names one", () => {
  expect(brokenLinks(root)).toEqual([]);
});

test("a link to nothing is seen, on a page, in another folder and to a heading", () => {
  const links = "[a](docs/a.md) [b](gone.md) [c](docs/a.md#two-words) [d](#gone) [e](https://example.com/gone)";
  const tree = temporaryTree({
    "README.md": `# Read me\n\n${links}\n\n\`\`\`text\n[f](gone.md)\n\`\`\`\n`,
    "docs/a.md": "# A\n\n## Two `words`!\n\n[g](../README.md#read-me) [h](../../outside.md)\n",
  });
  expect(brokenLinks(tree)).toEqual(["README.md: gone.md", "README.md: #gone", "docs/a.md: ../../outside.md"]);
});

test("every TypeScript block of a page is a file that runs, or lines of one", () => {
  expect(strangeBlocks(root)).toEqual([]);
  const shown = pages.flatMap((path) => codeBlocks(read(path))).filter(({ language }) => language === "ts");
  expect(shown.length).toBeGreaterThan(10);
});

test("a stale example is seen, in the docs, in a README of the examples and in one of a package", () => {
  const stale = "```ts\nrun(old);\n```\n";
  const tree = temporaryTree({
    "README.md": "```ts\nrun(now);\n```\n",
    "docs/a.md": `# A\n\n${stale}`,
    "examples/README.md": stale,
    "examples/one/src/run.ts": "begin();\nrun(now);\n",
    "packages/core/README.md": `\`\`\`ts\nown();\n\`\`\`\n\n${stale}`,
    "packages/core/test/readme.ts": "own();\n",
    "packages/spec/test/readme.ts": "run(old);\n",
  });
  expect(strangeBlocks(tree)).toEqual(["docs/a.md:3", "examples/README.md:1", "packages/core/README.md:5"]);
});

test("the index of the examples names each of them", () => {
  const index = read("examples/README.md");
  const stories = readdirSync(join(root, "examples/stories/src")).map((name) => `stories/src/${name}`);
  expect([...stories, "readme-agent/", "shared-tools/"].filter((path) => !index.includes(`](${path}`))).toEqual([]);
});

test("a block is found in a file when it stands there deeper, and not when a word differs", () => {
  const source = "export function f(): void {\n  if (a) {\n    b();\n\n    c();\n  }\n}\n";
  expect(isRegionOf("if (a) {\n  b();\n\n  c();\n}\n", source)).toBe(true);
  expect(isRegionOf("if (a) {\n  b();\n\n  d();\n}\n", source)).toBe(false);
  expect(isRegionOf("b();\nc();\n", source)).toBe(false);
});

test("the agent of the README is the whole file and has ten lines", () => {
  const [first] = codeBlocks(read("README.md")).filter(({ language }) => language === "ts");
  expect(first?.text).toBe(read("examples/readme-agent/src/weather-agent.ts"));
  expect(first?.text.split("\n").filter((line) => line !== "")).toHaveLength(10);
});

test("the README's map links every package", () => {
  const readme = read("README.md");
  expect(packagesBelow(root, "packages").filter((name) => !readme.includes(`](packages/${name})`))).toEqual([]);
});

test("every command of every page names the pinned pnpm and something that it can run", () => {
  const manifest = JSON.parse(read("package.json")) as {
    readonly packageManager: string;
    readonly scripts: Readonly<Record<string, string>>; // this repository's own file
  };
  const known = [...Object.keys(manifest.scripts), "install", "exec", "changeset", "--filter"];
  const commands = pages.flatMap((path) =>
    [...read(path).matchAll(/npx -y (pnpm@[\d.]+) ([\w:-]+)/g)].map(([, pnpm, word]) => ({ path, pnpm, word })),
  );
  const wrong = commands.filter(({ pnpm, word }) => pnpm !== manifest.packageManager || !known.includes(word ?? ""));
  expect(wrong).toEqual([]);
  expect(commands.map(({ word }) => word)).toEqual(expect.arrayContaining(["start", "test"]));
});
