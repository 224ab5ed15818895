import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../house/tree.ts";
import { codeBlocks, isRegionOf } from "./code-blocks.ts";
import { markdownFiles } from "./markdown-files.ts";

/**
 * The TypeScript of the pages that nothing runs: blocks that are neither a file of the examples, nor lines of one, as
 * `page:line`. A README of a package may also show what lies in its own tests.
 */
export function strangeBlocks(root: string): string[] {
  const examples = foldersIn(root, "examples").flatMap((folder) => filesBelow(root, `${folder}/src`));
  const tests = foldersIn(root, "packages").flatMap((folder) => filesBelow(root, `${folder}/test`));
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const sources = new Map([...examples, ...tests].map((path) => [path, asReaders(path, read(path))]));
  return markdownFiles(root).flatMap((page) => {
    const [parent, folder] = page.split("/");
    const own = parent === "packages" ? tests.filter((path) => path.startsWith(`${parent}/${folder}/`)) : [];
    const shown = [...examples, ...own].map((path) => sources.get(path) ?? "");
    return codeBlocks(read(page))
      .filter(({ language, text }) => language === "ts" && !shown.some((source) => isRegionOf(text, source)))
      .map(({ line }) => `${page}:${line}`);
  });
}

/** A test reaches its own package by the path, and so core from what core is tested with; a reader has both installed. */
function asReaders(path: string, source: string): string {
  return source.replaceAll(
    /"(?:\.\.\/)+(?:([\w-]+)\/)?src\/([\w-]+)(?:\/index)?\.ts"/g,
    (_, other: string | undefined, entry: string) =>
      `"@definable/${other ?? path.split("/")[1]}${entry === "index" ? "" : `/${entry}`}"`,
  );
}

function foldersIn(root: string, parent: string): string[] {
  return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];
}
