import { runStep } from "./step.ts";
import { typescriptProjects } from "./typescript-projects.ts";

// Typecheck comes first because it builds: lint reads the types of other packages from their dist. The build adds their
// JavaScript, once and before the tests that pack it.
// All steps run even when one fails, so that one look shows all that is wrong; the tests come last but for the look
// at which of them ran, so that their closing lines are near the end of the output.
const results = [
  await runStep("typecheck", "tsc", ["-b", ...typescriptProjects()]),
  await runStep("build", "turbo", ["run", "build", "--ui=stream", "--output-logs=errors-only"]),
  await runStep("lint", "oxlint", []),
  await runStep("format", "oxfmt", ["--check"]),
  await runStep("packages", "node", ["scripts/check-packages.ts"]),
  await runStep("tests", "vitest", ["run"]),
  await runStep("parity", "node", ["scripts/check-parity.ts"]),
];

const times = results.map(({ name, code, seconds }) => `${name} ${seconds.toFixed(1)} s${code === 0 ? "" : " FAILED"}`);
const failed = results.filter(({ code }) => code !== 0);
console.log(`${failed.length === 0 ? "All steps passed" : "Some steps failed"}: ${times.join(", ")}`);
process.exitCode = failed[0]?.code ?? 0;
