// Runs the TypeScript file named first on the command line, once the Node that runs this is known to be able to.
// Plain JavaScript for the same reason as the preflight, and in one process, so that signals and exit codes need no relay.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { preflight } from "./preflight.mjs";

const problem = preflight({ platform: process.platform, arch: process.arch, nodeVersion: process.versions.node });
if (problem !== undefined) {
  console.error(`\n${problem}\n`);
  process.exit(1);
}
const script = resolve(process.argv[2] ?? "");
process.argv.splice(1, 2, script);
await import(pathToFileURL(script).href);
