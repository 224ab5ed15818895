import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "rolldown/utils";
import type { RanTests } from "../ran-tests.ts";
import type { ParityRow } from "./read-parity.ts";

/** Where the tests are that show what the documents promise. */
const PARITY_TESTS = "examples/parity/test";

/** What of the promises may wait: what serves an agent to others, and nothing else. */
const MAY_WAIT: ReadonlySet<string> = new Set(["Serving"]);

/**
 * What is wrong with the rows: a test that is named and not there, did not run or failed, one that looks inside a package, a
 * promise that is put off and must not be.
 */
export function judgeParity(root: string, rows: readonly ParityRow[], ran: RanTests): readonly string[] {
  const files = new Set(rows.flatMap(({ shownBy }) => shownBy?.file ?? []));
  return [
    ...rows.flatMap((row) => judgeRow(root, row, ran)),
    ...[...files].flatMap((file) => insideLooks(root, `${PARITY_TESTS}/${file}.test.ts`)),
  ];
}

function judgeRow(root: string, { section, promise, shownBy }: ParityRow, ran: RanTests): readonly string[] {
  const says = (problem: string): readonly string[] => [`docs/parity.md, ${section}, ${promise}: ${problem}`];
  if (shownBy === undefined) return MAY_WAIT.has(section) ? [] : says(`it may not be put off.`);
  const path = `${PARITY_TESTS}/${shownBy.file}.test.ts`;
  if (!existsSync(join(root, path))) return says(`there is no file ${path}.`);
  if (ran[path]?.includes(shownBy.test) === true) return [];
  return says(`no test "${shownBy.test}" of ${path} has run and passed.`);
}

/** Users have no more than what packages export: a test that imports anything else shows nothing. */
function insideLooks(root: string, path: string): readonly string[] {
  if (!existsSync(join(root, path))) return [];
  const { module } = parseSync(path, readFileSync(join(root, path), "utf8"));
  return module.staticImports
    .map(({ moduleRequest }) => moduleRequest.value)
    .filter((specifier) => specifier.startsWith("../") || specifier.startsWith("/"))
    .map((specifier) => `${path}: it imports "${specifier}"; only what packages export may be imported.`);
}
