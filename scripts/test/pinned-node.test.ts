import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly optionalDependencies: Readonly<Record<string, string>>; // this repository's own file
};
const pinned = manifest.optionalDependencies[`node-linux-${process.arch}`];

test.runIf(process.platform === "linux" && pinned !== undefined)(
  "scripts run on the pinned Node, with a newer Node first on PATH",
  () => {
    const bin = temporaryTree({ node: '#!/bin/sh\necho "v99.0.0"\n' });
    chmodSync(join(bin, "node"), 0o755);
    const env = {
      ...process.env,
      PATH: `${bin}${delimiter}${withoutOurs(process.env["PATH"] ?? "")}`,
      pnpm_config_verify_deps_before_run: "false",
    };
    const version = (command: string, ...args: string[]): string =>
      spawnSync(command, args, { cwd: root, env, encoding: "utf8" }).stdout.trim();

    expect(version("node", "-v")).toBe("v99.0.0");
    expect(version("pnpm", "exec", "node", "-v")).toBe(`v${pinned}`);
  },
);

/** The PATH that the shell had: pnpm put the repository's own folder before it for this test run. */
function withoutOurs(path: string): string {
  return path
    .split(delimiter)
    .filter((folder) => folder !== join(root, "node_modules", ".bin"))
    .join(delimiter);
}
