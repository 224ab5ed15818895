// Writes the JavaScript of the package in this folder to dist: one file for each entry, and one for each part that is loaded
// later. A hundred small files would take longer to load than all their code takes to run. The types come from tsc.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { rolldown } from "rolldown";

const { exports, dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const sources = Object.values(exports).flatMap((entry) => entry["@definable/source"] ?? []);
// What users install stays outside. A development dependency that a source imports comes into the bundle: the house
// lists which ones may (scripts/house/arrows.ts).
const outside = Object.keys({ ...dependencies, ...peerDependencies });

for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (/\.(js|map)$/.test(file)) rmSync(`dist/${file}`);
}
const bundle = await rolldown({
  input: Object.fromEntries(sources.map((source) => [source.replace(/^\.\/src\/|\.ts$/g, ""), source])),
  external: (id) => id.startsWith("node:") || outside.some((name) => id === name || id.startsWith(`${name}/`)),
  platform: "neutral",
  resolve: { mainFields: ["module", "main"] },
  // What later parts share with the first file stays in the first file: it then exports a few short names for them alone.
  preserveEntrySignatures: "allow-extension",
  logLevel: "warn",
});
await bundle.write({
  dir: "dist",
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  // Names stay: whoever reads a stack should find them.
  minify: {
    compress: { target: "es2023", keepNames: { function: true, class: true } },
    mangle: false,
    codegen: { removeWhitespace: true },
  },
  // Maps name the file and line of a frame; the sources themselves would be half of what users install.
  sourcemap: true,
  sourcemapExcludeSources: true,
});
await bundle.close();
