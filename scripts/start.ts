import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stopWithLauncher } from "./launcher.ts";
import { root, runStep } from "./step.ts";

stopWithLauncher();
const args = ["run", "build", "--filter=@definable/demo...", "--ui=stream", "--output-logs=errors-only"];
const build = await runStep("build", "turbo", args);
if (build.code !== 0) process.exit(build.code);

// The demo's own start script, "node <file>", in this very process: its signals, its exit code and its end are ours, and
// there is no child to lose.
const demo = join(root, "apps", "demo");
const start = /"start": "node (\S+)"/.exec(readFileSync(join(demo, "package.json"), "utf8"))?.[1];
if (start === undefined) throw new Error('apps/demo/package.json has no script "start" of the form "node <file>".');
process.chdir(demo);
process.argv[1] = join(demo, start);
await import(pathToFileURL(join(demo, start)).href);
