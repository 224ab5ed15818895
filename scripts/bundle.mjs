// Writes the JavaScript of the package in this folder to dist: one file for each entry, and what entries share. A hundred
// small files would take longer to load than all their code takes to run. The types come from tsc.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";

const { exports, dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const entryPoints = Object.values(exports).flatMap((entry) => entry["@definable/source"] ?? []);

for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (/\.(js|map)$/.test(file)) rmSync(`dist/${file}`);
}
await build({
  entryPoints,
  outbase: "src",
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[hash]",
  // What users install stays outside. A development dependency that a source imports comes into the bundle: the house
  // lists which ones may (scripts/house/arrows.ts).
  external: [...Object.keys({ ...dependencies, ...peerDependencies }), "node:*"],
  mainFields: ["module", "main"],
  format: "esm",
  platform: "neutral",
  target: "es2023",
  // Names stay: whoever reads a stack should find them.
  minifyWhitespace: true,
  minifySyntax: true,
  // Maps name the file and line of a frame; the sources themselves would be half of what users install.
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
});
