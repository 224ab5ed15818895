import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hiddenFilesBelow } from "../house/tree.ts";
import { checkWorkflows } from "../house/workflows.ts";
import { root } from "../step.ts";
import { temporaryTree } from "./temporary-tree.ts";

const ours = Object.fromEntries(
  hiddenFilesBelow(root, ".github").map((path) => [path, readFileSync(join(root, path), "utf8")]),
);
const ci = ".github/workflows/ci.yml";
const release = ".github/workflows/release.yml";
const setup = ".github/actions/setup/action.yml";

/** Each row breaks one of our own files: what it does, the file, the words it replaces and by what, what is said. */
const breaches: ReadonlyArray<readonly [title: string, path: string, from: string, to: string, said: string]> = [
  [
    "the job that publishes may also change the repository",
    release,
    "contents: read\n      id-token",
    "contents: write\n      id-token",
    "publish may write contents",
  ],
  [
    "a job that changes the repository may also publish",
    release,
    "pull-requests: write",
    "pull-requests: write\n      id-token: write",
    "version may write id-token",
  ],
  ["the tests may write", ci, "contents: read", "contents: write", "test may write contents"],
  ["a right has a name that does not exist", ci, "contents: read", "content: read", "unknown permission scope"],
  ["a job has every right", ci, "permissions:\n      contents: read", "permissions: write-all", "one by one"],
  ["a job says nothing of its rights", ci, "    permissions:\n      contents: read\n", "", "one by one"],
  [
    "a workflow gives rights to all its jobs",
    ci,
    "permissions: {}",
    "permissions:\n  contents: read",
    "belong to jobs",
  ],
  ["an action is named by a tag", setup, "@820762786026740c76f36085b0efc47a31fe5020", "@v7", "pin its commit"],
  ["nobody can tell the version of a pinned action", setup, " # v7.0.0", "", "pin its commit"],
  ["a checkout leaves its token behind", ci, "persist-credentials: false", "fetch-depth: 1", "leaves its token"],
  ["a workflow takes a secret", release, "${{ github.token }}", "${{ secrets.NPM_TOKEN }}", "uses a secret"],
  ["strangers' pull requests get our rights", ci, "pull_request:", "pull_request_target:", "what strangers write"],
  ["a container can be any version", ci, "node:20-bookworm", "node", "any version"],
  ["a job may hang for hours", ci, "    timeout-minutes: 15\n", "", "no timeout-minutes"],
  ["a job waits for one that does not exist", release, "needs: pack", "needs: pakc", "does not exist"],
  ["what a stranger named is run", ci, "- run: .ci/run", "- run: echo ${{ github.head_ref }}", "potentially untrusted"],
];

test("our workflows are in order", async () => {
  expect(Object.keys(ours)).toEqual([setup, ci, release]);
  expect(await checkWorkflows(root)).toEqual([]);
});

test.each(breaches.map(([title, ...breach]) => ({ title, breach })))("$title: seen", async ({ breach }) => {
  const [path, from, to, said] = breach;
  const text = ours[path] ?? "";
  expect(text).toContain(from);
  const found = await checkWorkflows(temporaryTree({ ...ours, [path]: text.replace(from, to) }));
  expect(found.map(({ at, message }) => `${at} ${message}`).join("\n")).toMatch(
    new RegExp(`^${path}:\\d+ .*${said}`, "m"),
  );
});

test("every commit that is pinned under one name and version is the same one", () => {
  const pins = new Set(
    Object.values(ours).flatMap((text) => text.match(/[\w-]+\/[\w-]+(\/[\w-]+)?@[0-9a-f]{40} # \S+/g)),
  );
  const names = [...pins].map((pin) => pin?.split("@")[0]);
  expect(new Set(names).size).toBe(names.length);
});

test("the SBOM command of the release writes one file a public package", () => {
  const command = /run: (pnpm sbom .*)/.exec(ours[release] ?? "")?.[1] ?? "";
  const folder = temporaryTree({});
  execFileSync("sh", ["-c", command.replace("sbom/%s", `${folder}/%s`)], { cwd: root, stdio: "pipe" });
  expect(readdirSync(folder)).toContain("definable-core.cdx.json");
  const core = JSON.parse(readFileSync(join(folder, "definable-core.cdx.json"), "utf8")) as { bomFormat: string };
  expect(core.bomFormat).toBe("CycloneDX");
});
