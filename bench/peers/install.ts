import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PeerPackage } from "./peers.ts";

/** A peer that is ready, with its file, or why it is not. */
export type Installed =
  | { readonly name: string; readonly file: string }
  | { readonly name: string; readonly problem: string };

/** Puts packages into a folder. Throws when it cannot. */
export type Install = (packages: readonly string[], folder: string) => void;

const ROOT = join(tmpdir(), "definable-bench");

/** Installs a peer into a folder of its own outside the workspace, once. One that cannot be installed is no failure. */
export function installPeer(peer: PeerPackage, install: Install = npmInstall, root: string = ROOT): Installed {
  const { name, packages } = peer;
  const folder = join(root, name);
  const done = join(folder, "installed.json");
  const wanted = JSON.stringify(packages);
  try {
    if (!existsSync(done) || readFileSync(done, "utf8") !== wanted) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
      install(packages, folder);
      writeFileSync(done, wanted);
    }
    const file = join(folder, "peer.mjs");
    copyFileSync(fileURLToPath(new URL(`./${name}.mjs`, import.meta.url)), file);
    return { name, file };
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { name, problem: `${packages.join(" and ")}: ${line}` };
  }
}

function npmInstall(packages: readonly string[], folder: string): void {
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", ...flags, ...packages], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
