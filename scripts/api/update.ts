import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runStep } from "../step.ts";
import { typescriptProjects } from "../typescript-projects.ts";
import { strayReports } from "./check-api.ts";
import { readReport } from "./entry-points.ts";
import { readApi } from "./read-api.ts";

/** Writes the API reports of all public packages anew, from freshly emitted types. */
const { code } = await runStep("typecheck", "tsc", ["-b", ...typescriptProjects()]);
if (code !== 0) process.exit(code);

const api = readApi(root);
for (const { entry, report } of api) {
  const isNew = readReport(root, entry.report) !== report;
  if (isNew) writeFileSync(join(root, entry.report), report);
  console.log(`${entry.report}: ${isNew ? "written" : "up to date"}`);
}
for (const path of strayReports(root, api)) {
  rmSync(join(root, path));
  console.log(`${path}: removed`);
}
