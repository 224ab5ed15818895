import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../step.ts";

const run = promisify(execFile);

/** A folder in which core is installed as strangers install it; gone when disposed of. */
export interface InstalledCore {
  readonly folder: string;
  [Symbol.dispose](): void;
}

/** Builds core, packs it with what it depends on, and installs the tarballs with npm into an empty folder, without a network. */
export async function installedCore(): Promise<InstalledCore> {
  const folder = mkdtempSync(join(tmpdir(), "budgets-"));
  const tarballs = join(folder, "tarballs");
  await run("pnpm", ["exec", "turbo", "run", "build", "--filter=@definable/core...", "--output-logs=errors-only"], {
    cwd: root,
  });
  await Promise.all(
    ["spec", "tools", "core"].map((name) =>
      run("pnpm", ["pack", "--pack-destination", tarballs], { cwd: join(root, "packages", name) }),
    ),
  );
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const files = readdirSync(tarballs).map((file) => join(tarballs, file));
  // Here tools and spec come from tarballs too, so they are named; from a registry core alone would bring them.
  const quiet = ["--no-audit", "--no-fund", "--offline", "--ignore-scripts", "--no-save"];
  await run("npm", ["install", ...quiet, ...files], { cwd: folder });
  copyFileSync(join(root, "bench/cold/first-run.mjs"), join(folder, "first-run.mjs"));
  copyFileSync(join(import.meta.dirname, "cold-modules.mjs"), join(folder, "cold-modules.mjs"));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Puts a library that core is tested with beside it, for a file that needs it. */
export function borrow(folder: string, library: string): void {
  symlinkSync(join(root, "packages/core/node_modules", library), join(folder, "node_modules", library), "dir");
}
