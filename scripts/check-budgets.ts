import { budgets, coldModules } from "./budgets/budgets.ts";
import { borrow, installedCore } from "./budgets/installed-core.ts";
import { judge } from "./budgets/judge.ts";
import { measureGzip } from "./budgets/measure-gzip.ts";
import { measureInstall } from "./budgets/measure-install.ts";
import { judgeModules, measureModules } from "./budgets/measure-modules.ts";
import { measureTypes } from "./budgets/measure-types.ts";

const installed = await installedCore();
try {
  const complaints = await measured(installed.folder);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length === 0) console.log("The budgets: all kept.");
  else process.exitCode = 1;
} finally {
  installed[Symbol.dispose]();
}

/** Measures and prints everything. Returns what is over its budget. */
async function measured(folder: string): Promise<readonly string[]> {
  const { packages, bytes } = measureInstall(folder);
  const { first, whole } = await measureGzip(folder, "@definable/core");
  borrow(folder, "zod");
  const rows = [
    [budgets.gzip, first],
    [budgets.whole, whole],
    [budgets.packages, packages],
    [budgets.installed, bytes],
    [budgets.types, await measureTypes(folder)],
  ] as const;
  for (const [{ name, most, unit, says }, figure] of rows)
    console.log(`${name.padEnd(10)} ${figure} of ${most} ${unit}: ${says}`);
  const loaded = await measureModules(folder, "first-run.mjs");
  console.log(`modules    ${loaded.join(", ")}`);
  return [...rows.flatMap(([budget, figure]) => judge(budget, figure) ?? []), ...judgeModules(loaded, coldModules)];
}
