import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack, readPacked, unpack } from "./tarball.ts";
import type { PackedManifest } from "./tarball.ts";

/** Packs a tarball anew with another package.json, into `folder`. Returns the new tarball. */
export async function changePackage(
  tarball: string,
  folder: string,
  change: (manifest: PackedManifest) => PackedManifest,
): Promise<string> {
  const unpacked = await unpack(tarball, join(folder, `change-${readdirSync(folder).length}`));
  const manifest = change(readPacked(unpacked));
  writeFileSync(join(unpacked, "package.json"), JSON.stringify(manifest));
  const changed = join(folder, `${manifest.name.replace("/", "-")}-${manifest.version}.tgz`);
  await pack(unpacked, changed);
  return changed;
}

/** The package as a later version of the family, which depends on the same version of its siblings. */
export function asVersion(version: string): (manifest: PackedManifest) => PackedManifest {
  return (manifest) => {
    const moved = Object.entries(manifest.dependencies ?? {}).map(([name, range]) =>
      name.startsWith("@definable/") ? [name, `^${version}`] : [name, range],
    );
    return { ...manifest, version, dependencies: Object.fromEntries(moved) as Readonly<Record<string, string>> };
  };
}
