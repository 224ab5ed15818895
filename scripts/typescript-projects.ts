import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./step.ts";

/** Every TypeScript project by its file: the sources, which a build of them writes to dist, and the tests beside them. */
export function typescriptProjects(): string[] {
  const workspaces = ["packages", "apps", "examples"].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [],
  );
  return [...workspaces, "bench", "installs", "portable", "scripts"]
    .flatMap((folder) => [`${folder}/tsconfig.json`, `${folder}/tsconfig.test.json`])
    .filter((file) => existsSync(join(root, file)));
}
