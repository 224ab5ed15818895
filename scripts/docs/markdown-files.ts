import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../house/tree.ts";

/** Every page that a person reads, as paths from `root`: at the root, in docs/, and the READMEs of the packages, apps and examples. */
export function markdownFiles(root: string): string[] {
  const atRoot = readdirSync(root).filter((name) => name.endsWith(".md"));
  const inDocs = filesBelow(root, "docs").filter((path) => path.endsWith(".md"));
  const readmes = ["packages", "apps", "examples"].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}/README.md`) : [],
  );
  return [...atRoot, ...inDocs, ...["examples/README.md", ...readmes].filter((path) => existsSync(join(root, path)))];
}
