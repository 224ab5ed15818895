import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";

/** The fields of a packed package.json that are looked at here. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Unpacks a tarball into the fresh folder `folder` and returns the folder that holds its package.json. */
export async function unpack(tarball: string, folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await runCommand("tar", ["-xzf", tarball, "-C", folder], { cwd: folder });
  return join(folder, "package");
}

/** The reverse of `unpack`. */
export async function pack(folder: string, tarball: string): Promise<void> {
  await runCommand("tar", ["-czf", tarball, "package"], { cwd: join(folder, "..") });
}

/** The package.json of an unpacked tarball. */
export function readPacked(folder: string): PackedManifest {
  // npm and pnpm write name and version into every tarball.
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackedManifest;
}
