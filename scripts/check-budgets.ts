import { budgets, coldModules } from "./budgets/budgets.ts";
import { borrow, installedCore } from "./budgets/installed-core.ts";
import { judge } from "./budgets/judge.ts";
import { measureGzip } from "./budgets/measure-gzip.ts";
import { measureInstall } from "./budgets/measure-install.ts";
import { judgeModules, measureModules } from "./budgets/measure-modules.ts";
import { measureTypes } from "./budgets/measure-types.ts";

using installed = await installedCore();
const { folder } = installed;
const { packages, bytes } = measureInstall(folder);
borrow(folder, "zod");
const figures = {
  gzip: await measureGzip(folder, "@definable/core"),
  packages,
  installed: bytes,
  types: await measureTypes(folder),
} satisfies Record<keyof typeof budgets, number>;
for (const [name, budget] of Object.entries(budgets)) {
  const figure = figures[name as keyof typeof budgets]; // the names of the budgets
  console.log(`${name.padEnd(10)} ${figure} of ${budget.most} ${budget.unit}: ${budget.says}`);
}
const loaded = await measureModules(folder, "first-run.mjs");
console.log(`modules    ${loaded.join(", ")}`);

const complaints = [
  ...Object.entries(budgets).flatMap(([name, budget]) => judge(budget, figures[name as keyof typeof budgets]) ?? []),
  ...judgeModules(loaded, coldModules),
];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log("The budgets: all kept.");
