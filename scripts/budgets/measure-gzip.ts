import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The bytes of all that a package exports with all that it imports, minified and gzipped, as found from `folder`. */
export async function measureGzip(folder: string, name: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from "${name}";`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
