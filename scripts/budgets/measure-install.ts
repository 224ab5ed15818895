import { globSync, statSync } from "node:fs";
import { join } from "node:path";

/** What an install brought: packages, and the bytes of their files. npm's own notes do not count. */
export function measureInstall(folder: string): { readonly packages: number; readonly bytes: number } {
  const modules = join(folder, "node_modules");
  const packages = globSync(["*/package.json", "@*/*/package.json", "**/node_modules/**/package.json"], {
    cwd: modules,
  });
  const bytes = globSync("**/*", { cwd: modules })
    .map((path) => statSync(join(modules, path)))
    .filter((stat) => stat.isFile())
    .reduce((sum, { size }) => sum + size, 0);
  return { packages: packages.length, bytes };
}
