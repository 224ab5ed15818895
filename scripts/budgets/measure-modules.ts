import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a cold start of `script` loads, in a folder in which core is installed: files below node_modules, and `node:` modules. */
export async function measureModules(folder: string, script: string): Promise<readonly string[]> {
  const entry = pathToFileURL(join(folder, script)).href;
  const { stdout } = await run(process.execPath, [join(folder, "cold-modules.mjs"), entry], { cwd: folder });
  const loaded = JSON.parse(stdout) as readonly string[]; // cold-modules.mjs prints a list of names
  return loaded.filter((url) => url !== entry).map((url) => url.split("/node_modules/").at(-1) ?? url);
}

/**
 * What a cold start loads and should not, and files that it no longer loads and the list still names. Of the platform's modules
 * none has to be loaded: that differs from release to release.
 */
export function judgeModules(loaded: readonly string[], allowed: ReadonlyMap<string, string>): readonly string[] {
  return [
    ...loaded
      .filter((name) => !allowed.has(name))
      .map((name) => `A cold core loads ${name}. Do without it, or give it a row in scripts/budgets/budgets.ts.`),
    ...[...allowed.keys()]
      .filter((name) => !name.startsWith("node:") && !loaded.includes(name))
      .map((name) => `A cold core no longer loads ${name}. Take its row out of scripts/budgets/budgets.ts.`),
  ];
}
