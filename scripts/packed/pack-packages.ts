import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { publicPackages } from "../api/entry-points.ts";

/** A public package as the registry would get it. */
export interface PackedPackage {
  /** The folder below `packages`. */
  readonly folder: string;
  /** The absolute path of the tarball. */
  readonly tarball: string;
}

/** Packs every public package below `root` into `folder`. What a package exports must be built before. */
export function packPackages(root: string, folder: string): Promise<PackedPackage[]> {
  return Promise.all(
    publicPackages(root).map(async (name) => {
      const tarball = join(folder, `${name}.tgz`);
      await promisify(execFile)("pnpm", ["pack", "--out", tarball], { cwd: join(root, "packages", name) });
      return { folder: name, tarball };
    }),
  );
}
