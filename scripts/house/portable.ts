import { isBuiltin } from "node:module";
import type { SourceFile } from "./source-file.ts";
import type { Violation } from "./violation.ts";

const portable = new Set(["spec", "tools", "core", "openai", "anthropic", "google"]);

/** A door to Node that is tried at run time and may be absent, with the reason why it is there. */
const allowed: ReadonlyMap<string, string> = new Map([
  [
    "packages/core/src/run/read-from-disk.ts fs/promises",
    "Media may be given as a path; without a file system that is a clear error.",
  ],
]);

/** The packages that also run on Bun, Deno, workers and in browsers import nothing of Node, under whichever name. */
export function checkPortable(sources: readonly SourceFile[]): Violation[] {
  return sources
    .filter(({ area, owner }) => area === "packages" && portable.has(owner))
    .flatMap(({ path, owner, imports }) =>
      imports
        .filter(({ specifier, how }) => isBuiltin(specifier) || how === "require")
        .filter(({ specifier }) => !allowed.has(`${path} ${specifier}`))
        .map(({ specifier, line }): Violation => {
          const message = `It imports "${specifier}", and ${owner} runs where there is no Node: take it as an option.`;
          return { rule: "portable", at: `${path}:${line}`, message };
        }),
    );
}
