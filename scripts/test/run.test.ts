import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryTree } from "./temporary-tree.ts";

const runner = join(import.meta.dirname, "../run.mjs");

/** Runs the runner in a Node that, before it starts, is made to believe it is another one. */
function runAs(
  machine: { platform: string; version: string },
  script: string,
): { status: number | null; stderr: string; stdout: string } {
  const root = temporaryTree({
    "disguise.mjs": `
      Object.defineProperty(process, "platform", { value: "${machine.platform}" });
      Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${machine.version}" } });`,
    "script.ts": script,
  });
  const args = ["--import", join(root, "disguise.mjs"), runner, join(root, "script.ts"), "extra"];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
}

test("a Mac with Node 20 stops at once with one message and exit code 1, before the script is touched", () => {
  const { status, stderr, stdout } = runAs({ platform: "darwin", version: "20.20.2" }, "this is no script");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^\s*definable needs Node 22\.18 or newer .* this is Node 20\.20\.2 on darwin/);
});

test("a Mac with Node 24 runs the script with its arguments, and its exit code is the runner's", () => {
  const script = "const code: number = 7; console.log(process.argv.slice(2).join()); process.exitCode = code;";
  const { status, stdout } = runAs({ platform: "darwin", version: "24.0.0" }, script);
  expect({ status, stdout }).toEqual({ status: 7, stdout: "extra\n" });
});
