import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bytes, minified and gzipped. */
export interface Gzipped {
  /** What is loaded at once: all that the package exports with all that this imports. */
  readonly first: number;
  /** The same with what is loaded later, by dynamic imports of its own files. */
  readonly whole: number;
}

/** How much a package brings to a page, as found from `folder`. */
export async function measureGzip(folder: string, name: string): Promise<Gzipped> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export * from "${name}";`, resolveDir: folder, sourcefile: "entry.js" },
    bundle: true,
    splitting: true,
    outdir: "out",
    minify: true,
    format: "esm",
    platform: "neutral",
    write: false,
    metafile: true,
    absWorkingDir: folder,
    logLevel: "silent",
  });
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith("entry.js"))?.[0];
  const atOnce = new Set<string>();
  const take = (path: string): void => {
    if (atOnce.has(path)) return;
    atOnce.add(path);
    for (const use of metafile.outputs[path]?.imports ?? []) if (use.kind === "import-statement") take(use.path);
  };
  take(entry ?? "");
  const sizes = outputFiles.map(({ path, contents }) => ({
    isFirst: [...atOnce].some((output) => path.endsWith(output)),
    bytes: gzipSync(contents, { level: 9 }).length,
  }));
  const sum = (some: typeof sizes): number => some.reduce((total, { bytes }) => total + bytes, 0);
  return { first: sum(sizes.filter(({ isFirst }) => isFirst)), whole: sum(sizes) };
}
