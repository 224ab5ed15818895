import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "./run-command.ts";

/** How a project installs. Without hoisting a package finds what it declares and nothing else. */
export type Installer = "npm" | "pnpm" | "pnpm without hoisting";

/** An empty project with a package.json, and what it installs. */
export interface ProjectPlan {
  readonly folder: string;
  readonly installer: Installer;
  /** As on a command line: names with versions, or tarballs. */
  readonly packages: readonly string[];
  /** Where `@definable/*` comes from; the public registry, or the tarballs among `packages`, when left out. */
  readonly registry?: string;
}

/** Makes the project and installs into it. */
export async function project(plan: ProjectPlan): Promise<string> {
  const { folder, installer, packages, registry } = plan;
  put(folder, "package.json", '{ "name": "app", "private": true, "type": "module" }\n');
  if (registry !== undefined) put(folder, ".npmrc", `@definable:registry=${registry}\n`);
  if (installer === "npm") {
    await runCommand("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], { cwd: folder });
    return folder;
  }
  // pnpm reads its own settings here; the file also keeps it from looking for a workspace further up.
  const hoisting = installer === "pnpm" ? "" : "hoist: false\npublicHoistPattern: []\n";
  put(folder, "pnpm-workspace.yaml", `packages: []\npmOnFail: ignore\n${hoisting}`);
  await runCommand("pnpm", ["add", "--silent", ...packages], { cwd: folder });
  return folder;
}

/** Writes a file of a project. */
export function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
