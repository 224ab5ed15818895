import { filesBelow } from "../house/tree.ts";
import type { Violation } from "../house/violation.ts";
import { publicPackages, readReport } from "./entry-points.ts";
import { type PublicApi, readApi } from "./read-api.ts";
import { undocumented } from "./undocumented.ts";

/**
 * What users see of the public packages below `root`, held against what was reviewed and against what is said of it.
 * Reads the emitted types: what is not built since the last change is not seen.
 */
export function checkApi(root: string): Violation[] {
  const api = readApi(root);
  return [
    ...reports(root, api),
    ...undocumented(api).map(({ at, name, message }): Violation => ({
      rule: "docstring",
      at,
      message: `${name}: ${message}`,
    })),
  ];
}

/** The report files below `root` that belong to no door, as paths from the root. */
export function strayReports(root: string, api: readonly PublicApi[]): string[] {
  const known = new Set(api.map(({ entry }) => entry.report));
  return publicPackages(root)
    .flatMap((folder) => filesBelow(root, `packages/${folder}`))
    .filter((path) => /^packages\/[^/]+\/api(-.+)?\.md$/.test(path) && !known.has(path));
}

function reports(root: string, api: readonly PublicApi[]): Violation[] {
  const remedy = 'Run "npx -y pnpm@12.21.0 api:update" and review the difference: it is what changes for users.';
  const differing = api.flatMap(({ entry, report }): Violation[] => {
    const reviewed = readReport(root, entry.report);
    if (reviewed === report) return [];
    const what = reviewed === "" ? "There is no report" : `${firstDifference(reviewed, report)}, unlike the report`;
    return [{ rule: "report", at: entry.report, message: `${what} of ${entry.name}. ${remedy}` }];
  });
  const stray = strayReports(root, api).map((at): Violation => ({
    rule: "report",
    at,
    message: `No package exports what it reports. ${remedy}`,
  }));
  return [...differing, ...stray];
}

/** The first line of the types that the report has not, or the first of the report that the types have not. */
function firstDifference(reviewed: string, now: string): string {
  const before = new Set(reviewed.split("\n"));
  const after = new Set(now.split("\n"));
  const added = [...after].find((line) => !before.has(line));
  if (added !== undefined) return `The types have "${added.trim()}"`;
  const gone = [...before].find((line) => !after.has(line));
  return gone === undefined ? "The types have another order" : `The types no longer have "${gone.trim()}"`;
}
