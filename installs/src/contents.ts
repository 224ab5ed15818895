import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { filesIn } from "./files-in.ts";
import { readPacked } from "./tarball.ts";

/**
 * What is wrong with an unpacked tarball, in words: a file that is missing, one that is nobody's business, an import of a
 * package that is not declared. What resolvers think of its package.json is another check's work.
 */
export function contentProblems(folder: string): string[] {
  const manifest = readPacked(folder);
  const files = filesIn(folder);
  const targets = targetsOf(manifest.exports);
  const missing = ["README.md", "LICENSE", ...targets].filter((path) => !files.includes(path));
  const strange = files.filter(
    (path) => /(^|\/)(test|test-d|src)\/|\.tsbuildinfo$|\.test\./.test(path) || /(?<!\.d)\.ts$/.test(path),
  );
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const known = (name: string): boolean => isBuiltin(name) || name === manifest.name || declared.includes(name);
  const undeclared = reachedFrom(folder, targets)
    .filter((path) => files.includes(path))
    .flatMap((path) => packagesNamed(readFileSync(join(folder, path), "utf8")).map((name) => ({ path, name })))
    .filter(({ name }) => !known(name));
  return [
    ...missing.map((path) => `${path} is missing`),
    ...strange.map((path) => `${path} does not belong into a package`),
    ...(JSON.stringify(manifest.exports).includes("@definable/source") ? ["exports has the source condition"] : []),
    ...undeclared.map(({ path, name }) => `${path} imports ${name}, which package.json does not declare`),
  ];
}

/** The files that `exports` leads to, whatever the conditions. */
function targetsOf(exports: unknown): string[] {
  if (typeof exports === "string") return [exports.replace("./", "")];
  return typeof exports === "object" && exports !== null ? Object.values(exports).flatMap(targetsOf) : [];
}

/** The files that whoever imports the package may come to, step by step. Types of what is bundled are never read. */
function reachedFrom(folder: string, targets: readonly string[]): readonly string[] {
  const reached = new Set(targets.filter((path) => /\.(js|d\.ts)$/.test(path)));
  for (const path of reached) {
    if (!existsSync(join(folder, path))) continue;
    const code = readFileSync(join(folder, path), "utf8");
    for (const [, to = ""] of code.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']*)["']/g)) {
      const file = posix.join(posix.dirname(path), to);
      reached.add(path.endsWith(".d.ts") ? file.replace(/\.js$/, ".d.ts") : file);
    }
  }
  return [...reached];
}

/** The packages that a file of JavaScript or of types imports by name. */
function packagesNamed(code: string): string[] {
  const statements = code.matchAll(/\bfrom\s*["']([^."'][^"']*)["']|\bimport\s*\(?\s*["']([^."'][^"']*)["']/g);
  return [...statements].map(([, named = "", bare = ""]) => {
    const parts = (named || bare).split("/");
    return parts.slice(0, parts[0]?.startsWith("@") ? 2 : 1).join("/");
  });
}
