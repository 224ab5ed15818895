import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Manifest, readManifest } from "../house/manifest.ts";
import { packagesBelow } from "../house/tree.ts";

/** One door of a public package: what a user can write after `from`. */
export interface EntryPoint {
  /** As in an import: `@definable/tools/json-schema`. */
  readonly name: string;
  /** The package's folder below `packages`. */
  readonly folder: string;
  /** The emitted types, as an absolute path. */
  readonly types: string;
  /** The reviewed report, as a path from the root: `packages/tools/api-json-schema.md`. */
  readonly report: string;
}

/** The doors of all public packages, found by their place. Throws when the types of one are not built. */
export function entryPoints(root: string): EntryPoint[] {
  return packagesBelow(root, "packages").flatMap((folder) => {
    const manifest = readManifest(root, folder);
    return manifest.private === true ? [] : doors(root, folder, manifest);
  });
}

/** The folders of the public packages, below `packages`. */
export function publicPackages(root: string): string[] {
  return packagesBelow(root, "packages").filter((folder) => readManifest(root, folder).private !== true);
}

/** The text of a report as it is in the repository, empty when there is none. */
export function readReport(root: string, report: string): string {
  return existsSync(join(root, report)) ? readFileSync(join(root, report), "utf8") : "";
}

function doors(root: string, folder: string, manifest: Manifest): EntryPoint[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    if (typeof target === "string" || target["types"] === undefined) return [];
    const types = join(root, "packages", folder, target["types"]);
    if (!existsSync(types))
      throw new Error(`${types} is missing. Run "npx -y pnpm@12.21.0 typecheck", it writes the types.`);
    const inner = subpath.slice(2);
    const report = `packages/${folder}/api${inner === "" ? "" : `-${inner.replaceAll("/", "-")}`}.md`;
    return [{ name: join(manifest.name ?? folder, subpath), folder, types, report }];
  });
}
