import { put } from "./project.ts";
import { runCommand } from "./run-command.ts";

const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
} as const;

/** Checks the types of one file of a project, strictly, the declarations of what it installs included. Throws what tsc says. */
export async function typecheck(folder: string, file: string, resolution: keyof typeof resolutions): Promise<void> {
  const compilerOptions = {
    ...resolutions[resolution],
    target: "es2023",
    lib: ["es2023", "esnext.decorators", "dom", "dom.iterable", "dom.asynciterable"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
  };
  put(folder, `tsconfig.${resolution}.json`, JSON.stringify({ compilerOptions, files: [file] }));
  await runCommand("tsc", ["-p", `tsconfig.${resolution}.json`], { cwd: folder });
}
