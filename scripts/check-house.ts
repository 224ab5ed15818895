import { join } from "node:path";
import { checkArrows } from "./house/arrows.ts";
import { checkLanguage } from "./house/language.ts";
import { checkManifests } from "./house/manifests.ts";
import { checkNames } from "./house/names.ts";
import { checkPortable } from "./house/portable.ts";
import { checkSizes } from "./house/sizes.ts";
import { readSource } from "./house/source-file.ts";
import { filesBelow, packagesBelow } from "./house/tree.ts";
import type { Violation } from "./house/violation.ts";
import { checkWorkflows } from "./house/workflows.ts";

/** Every breach of the rules of the house below `root`, an empty list when there is none. */
export function checkHouse(root: string): Violation[] {
  const sources = ["packages", "apps"]
    .flatMap((area) => packagesBelow(root, area).flatMap((owner) => filesBelow(root, `${area}/${owner}/src`)))
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => readSource(root, path));
  return [
    ...checkArrows(root, sources),
    ...checkSizes(sources),
    ...checkPortable(sources),
    ...checkLanguage(sources),
    ...checkNames(root),
    ...checkManifests(root),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, "..");
  const violations = [...checkHouse(root), ...(await checkWorkflows(root))];
  for (const { rule, at, message } of violations) console.error(`${at}  ${rule}: ${message}`);
  console.log(`The house: ${violations.length === 0 ? "in order" : `${violations.length} violations`}.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
