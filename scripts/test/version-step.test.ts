import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Manifest, readManifest } from "../house/manifest.ts";
import { packagesBelow } from "../house/tree.ts";
import { root } from "../step.ts";
import { temporaryTree } from "./temporary-tree.ts";

const workspaces = ["packages", "apps", "examples"].flatMap((area) =>
  packagesBelow(root, area).map((name) => `${area}/${name}`),
);
const publicFolders = packagesBelow(root, "packages").filter((name) => readManifest(root, name).private !== true);
const now = readManifest(root, "core").version ?? "";
const minor = (version: string): string => `${version.split(".")[0]}.${Number(version.split(".")[1]) + 1}.0`;

/** Runs the version step on a copy of our manifests with these changesets; `edit` changes a file's text on the way. */
function versionStep(changesets: readonly string[], edit: (text: string) => string = (text) => text): string {
  const kept = ["package.json", "pnpm-workspace.yaml", ".changeset/config.json"];
  const copies = [...kept, ...workspaces.map((folder) => `${folder}/package.json`)].map((path) => [
    path,
    edit(readFileSync(join(root, path), "utf8")),
  ]);
  const house = temporaryTree(Object.fromEntries(copies) as Record<string, string>); // pairs of two strings, made above
  changesets.forEach((text, index) => writeFileSync(join(house, `.changeset/change-${index}.md`), text));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  const git = (...args: string[]): void => void execFileSync("git", args, { cwd: house, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(house, ".gitignore"), "node_modules\n");
  git("add", ".");
  git("-c", "user.name=house", "-c", "user.email=house@localhost", "commit", "--quiet", "--message=one change");
  execFileSync(join(root, "node_modules/.bin/changeset"), ["version"], { cwd: house, stdio: "pipe" });
  return house;
}

const versions = (house: string): string[] => publicFolders.map((name) => readManifest(house, name).version ?? "");
const change = (name: string, size: string): readonly string[] => [
  `---\n"@definable/${name}": ${size}\n---\n\nA model can be asked twice.\n`,
];

test("a new ability of one package takes the whole family to the next minor, and nobody to 1.0.0", () => {
  const house = versionStep(change("openai", "minor"));
  expect(versions(house)).toEqual(publicFolders.map(() => minor(now)));
  const read = (folder: string): Manifest =>
    JSON.parse(readFileSync(join(house, folder, "package.json"), "utf8")) as Manifest; // the file that was copied
  expect(read("packages/core").peerDependencies).toEqual(readManifest(root, "core").peerDependencies);
  // What is not published has no version to change.
  for (const folder of workspaces.filter((path) => !path.startsWith("packages/"))) {
    expect(read(folder).version).toBe(
      (JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest).version,
    );
  }
});

test("the changelog of the package tells the change, and the changeset is used up", () => {
  const house = versionStep(change("openai", "patch"));
  expect(readFileSync(join(house, "packages/openai/CHANGELOG.md"), "utf8")).toMatch(
    /^# @definable\/openai\n\n## [\d.]+\n\n### Patch Changes\n\n- [0-9a-f]{7}: A model can be asked twice\.\n/,
  );
  expect(existsSync(join(house, ".changeset/change-0.md"))).toBe(false);
});

test("the changesets that wait take nobody out of 0.x", () => {
  const waiting = readdirSync(join(root, ".changeset")).filter((name) => /^(?!README).*\.md$/.test(name));
  const house = versionStep(waiting.map((name) => readFileSync(join(root, ".changeset", name), "utf8")));
  for (const version of versions(house)) expect(version).toMatch(/^0\./);
});

test("a change that is called major would: the check above can fail", () => {
  expect(new Set(versions(versionStep(change("openai", "major"))))).toEqual(new Set(["1.0.0"]));
});

test("without the option about peers, each minor would shut out the peers before it", () => {
  const house = versionStep(change("openai", "minor"), (text) =>
    text.replace('"onlyUpdatePeerDependentsWhenOutOfRange": true', '"onlyUpdatePeerDependentsWhenOutOfRange": false'),
  );
  expect(readManifest(house, "core").peerDependencies?.["@definable/openai"]).toBe(`workspace:>=${minor(now)}`);
});
