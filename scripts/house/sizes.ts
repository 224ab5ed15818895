import type { SourceFile } from "./source-file.ts";
import type { Violation } from "./violation.ts";

const longest = 400;
const longestOf: Readonly<Record<string, number>> = { "packages/core/src/loop/loop.ts": 60 };

/** Files stay small one by one, and small as a crowd: half of the packages' files within 80 lines, 90 % within 250. */
export function checkSizes(sources: readonly SourceFile[]): Violation[] {
  const single = sources.flatMap(({ path, lines }): Violation[] => {
    const limit = longestOf[path] ?? longest;
    return lines <= limit ? [] : [{ rule: "sizes", at: path, message: `${lines} lines; at most ${limit}. Split it.` }];
  });
  const sizes = sources.filter(({ area }) => area === "packages").map(({ lines }) => lines);
  return [...single, ...crowd(sizes, 0.5, 80), ...crowd(sizes, 0.9, 250)];
}

function crowd(sizes: readonly number[], share: number, limit: number): Violation[] {
  const at = sizes.toSorted((a, b) => a - b)[Math.ceil(sizes.length * share) - 1] ?? 0;
  if (at <= limit) return [];
  const message = `${share * 100} % of the files have up to ${at} lines; it should be ${limit}. Split the longest ones.`;
  return [{ rule: "sizes", at: "packages/*/src", message }];
}
