import type { SourceFile } from "./source-file.ts";
import type { Violation } from "./violation.ts";

/** The parts of the language that the house does without, and the lists of names that are written by hand. */
export function checkLanguage(sources: readonly SourceFile[]): Violation[] {
  return sources.flatMap(({ path, banned, syntaxError }) => [
    ...(syntaxError === undefined ? [] : [{ rule: "syntax" as const, at: path, message: syntaxError }]),
    ...banned.flatMap(({ what, line }): Violation[] => {
      const at = `${path}:${line}`;
      if (what !== "export *") return [{ rule: "language", at, message: `It has ${what}; the house does without.` }];
      if (!path.endsWith("/index.ts")) return [];
      return [{ rule: "exports", at, message: "export * in an index; list the names, each is a decision." }];
    }),
  ]);
}
