import { resolve } from "node:path";
import { build } from "esbuild";

/** A file of `src`, or of elsewhere by its whole path, and all that it imports from the built packages, as one module. Fails on an import of Node. */
export async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, "../src", file)],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
