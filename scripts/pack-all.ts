import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { readManifest } from "./house/manifest.ts";
import { packagesBelow } from "./house/tree.ts";
import { root, runStep } from "./step.ts";

/** Writes the tarball of every public package to the fresh folder `folder`. Returns their paths. Needs a build. */
export function packAll(folder: string): Promise<readonly string[]> {
  const names = packagesBelow(root, "packages").filter((name) => readManifest(root, name).private !== true);
  rmSync(folder, { recursive: true, force: true });
  return packFolders(
    names.map((name) => `packages/${name}`),
    folder,
  );
}

/** Writes the tarball of each workspace folder to `folder`, as it would be published. Returns their paths. */
export async function packFolders(workspaces: readonly string[], folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const filters = workspaces.map((path) => `--filter=./${path}`);
  await promisify(execFile)("pnpm", [...filters, "pack", "--silent", "--pack-destination", folder], { cwd: root });
  const tarballs = readdirSync(folder).map((file) => join(folder, file));
  if (tarballs.length !== workspaces.length) {
    throw new Error(`${workspaces.length} packages gave ${tarballs.length} tarballs: ${tarballs.join(", ")}`);
  }
  return tarballs;
}

/** The line that installs the tarballs into any project. All are named, because no registry has what they depend on. */
export function npmLine(tarballs: readonly string[]): string {
  return `npm install ${tarballs.map((path) => (path.includes(" ") ? JSON.stringify(path) : path)).join(" ")}`;
}

if (process.argv[1] === import.meta.filename) {
  const { code } = await runStep("build", "turbo", [
    "run",
    "build",
    "--filter=./packages/*",
    "--output-logs=errors-only",
  ]);
  process.exitCode = code;
  if (code === 0) console.log(`\nIn an empty project:\n\n${npmLine(await packAll(join(root, "tarballs")))}`);
}
