import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Manifest, readManifest } from "./manifest.ts";
import { packagesBelow } from "./tree.ts";
import type { Violation } from "./violation.ts";

const sourceCondition = "@definable/source";

/** Every public package is published the same way, with the source condition for us and without it for users. */
export function checkManifests(root: string): Violation[] {
  const folders = packagesBelow(root, "packages");
  const version = readVersion(root, folders[0]);
  return folders.flatMap((folder) => {
    const manifest = readManifest(root, folder);
    if (manifest.private === true) return [];
    return [...fields(folder, manifest, version), ...exported(root, folder, manifest), ...ranges(manifest)].map(
      (message): Violation => ({ rule: "manifest", at: `packages/${folder}/package.json`, message }),
    );
  });
}

function readVersion(root: string, folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : readManifest(root, folder).version;
}

function fields(folder: string, manifest: Manifest, version: string | undefined): string[] {
  const expected: ReadonlyArray<readonly [field: string, actual: unknown, wanted: unknown]> = [
    ["name", manifest.name, folder === "create-definable" ? folder : `@definable/${folder}`],
    ["version", manifest.version, version],
    ["license", manifest.license, "MIT"],
    ["type", manifest.type, "module"],
    ["sideEffects", manifest.sideEffects, false],
    ["files", manifest.files, ["dist", "!dist/.tsbuildinfo"]],
    ["engines.node", manifest.engines?.node, ">=22.18"],
    ["publishConfig.access", manifest.publishConfig?.access, "public"],
  ];
  return expected
    .filter(([, actual, wanted]) => !isDeepStrictEqual(actual, wanted))
    .map(([field, actual, wanted]) => `${field} is ${JSON.stringify(actual)}; it should be ${JSON.stringify(wanted)}.`);
}

function exported(root: string, folder: string, manifest: Manifest): string[] {
  const complaints: string[] = [];
  const published: Record<string, unknown> = {};
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    published[subpath] = target;
    if (subpath === "./package.json" && target === subpath) continue;
    const source = typeof target === "string" ? undefined : target[sourceCondition];
    const stem = /^\.\/src\/(.+)\.ts$/.exec(source ?? "")?.[1];
    const built = { types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` };
    // As text, because the order of conditions is their meaning: the first that fits is taken.
    const wanted = JSON.stringify({ [sourceCondition]: `./src/${stem}.ts`, ...built });
    if (JSON.stringify(target) !== wanted) complaints.push(`exports["${subpath}"] should be ${wanted}.`);
    else if (!existsSync(join(root, "packages", folder, "src", `${stem}.ts`)))
      complaints.push(`exports["${subpath}"] names src/${stem}.ts, which does not exist.`);
    published[subpath] = built;
  }
  if (!("." in published)) complaints.push('exports has no ".".');
  if (!("./package.json" in published)) complaints.push('exports has no "./package.json".');
  if (JSON.stringify(manifest.publishConfig?.exports) !== JSON.stringify(published))
    complaints.push(`publishConfig.exports should be ${JSON.stringify(published)}.`);
  return complaints;
}

/**
 * At 0.x a peer of ours as `workspace:^` fits no minor but its own: each release would shut out the packages of the one
 * before, and changesets 2 even called that a break and took every package to 1.0.0.
 */
function ranges(manifest: Manifest): string[] {
  const wrong = (part: Readonly<Record<string, string>> | undefined, wanted: string): string[] =>
    Object.entries(part ?? {})
      .filter(([name, range]) => name.startsWith("@definable/") && range !== wanted)
      .map(([name, range]) => `${name} is "${range}"; it should be "${wanted}".`);
  return [...wrong(manifest.dependencies, "workspace:^"), ...wrong(manifest.peerDependencies, "workspace:>=0.1.0")];
}
