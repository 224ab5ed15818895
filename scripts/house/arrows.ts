import { posix } from "node:path";
import { isBuiltin } from "node:module";
import { type Manifest, readManifest } from "./manifest.ts";
import type { ImportUse, SourceFile } from "./source-file.ts";
import { packagesBelow } from "./tree.ts";
import type { Violation } from "./violation.ts";

/** Who may import whom, by the names of the folders in packages/. A new package enters the house by a row here. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  tools: ["spec"],
  core: ["spec", "tools"],
  openai: ["spec"],
  anthropic: ["spec"],
  google: ["spec"],
  storage: ["spec"],
  runtime: ["spec"],
  memory: ["spec"],
  knowledge: ["spec"],
  readers: ["spec"],
  mcp: ["spec"],
  otel: ["spec"],
  testing: ["spec"],
  cli: ["core", "runtime"],
  "create-definable": [],
};

/** The dotted arrows: loaded by name at run time when installed, so they are optional peers and never imports. */
const dotted: Readonly<Record<string, readonly string[]>> = {
  core: ["openai", "anthropic", "google", "storage", "runtime"],
};

/** The packages whose outside parts are a closed list; the others may use whatever their package.json declares. */
const outside: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  tools: ["@cfworker/json-schema"],
  core: [],
};

/** Outside parts that come into the bundle, so that nobody installs them: development dependencies, with the reason. */
const bundled: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  tools: new Map([["@cfworker/json-schema", "Nine files, which take a cold start as long to load as all of core."]]),
};

const dynamicImportFile = "packages/core/src/load-optional.ts";
/** Parts of core that only some agents use, loaded when they do. */
const partsFile = "packages/core/src/parts.ts";
const scope = "@definable/";

/** The import graph goes one way: in the sources and in what each package.json declares. */
export function checkArrows(root: string, sources: readonly SourceFile[]): Violation[] {
  return packagesBelow(root, "packages").flatMap((owner) => {
    const allowed = arrows[owner];
    const at = `packages/${owner}/package.json`;
    if (allowed === undefined)
      return [{ rule: "arrows", at, message: `The package "${owner}" has no row in scripts/house/arrows.ts.` }];
    const manifest = readManifest(root, owner);
    const files = sources.filter((file) => file.area === "packages" && file.owner === owner);
    return [
      ...declared(owner, manifest).map((message): Violation => ({ rule: "arrows", at, message })),
      ...files.flatMap((file) => file.imports.flatMap((use) => imported(file, use, manifest))),
    ];
  });
}

function declared(owner: string, manifest: Manifest): string[] {
  const complaints: string[] = [];
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {})]) {
    const optional = manifest.peerDependenciesMeta?.[name]?.optional === true;
    if (optional && dotted[owner]?.includes(folderOf(name) ?? "")) continue;
    const complaint = forbidden(owner, name);
    if (complaint !== undefined) complaints.push(`It depends on ${name}: ${complaint}`);
  }
  return complaints;
}

function imported(file: SourceFile, use: ImportUse, manifest: Manifest): Violation[] {
  const at = `${file.path}:${use.line}`;
  if (use.how === "dynamic" && !mayLoad(file, use))
    return [{ rule: "arrows", at, message: `A dynamic import: only ${dynamicImportFile} and ${partsFile} hold any.` }];
  const complaint = use.how === "dynamic" ? undefined : misplaced(file, use.specifier, manifest);
  return complaint === undefined
    ? []
    : [{ rule: "arrows", at, message: `It imports "${use.specifier}": ${complaint}` }];
}

function mayLoad({ path }: SourceFile, { specifier }: ImportUse): boolean {
  return path === dynamicImportFile || (path === partsFile && specifier.startsWith("./"));
}

function misplaced(file: SourceFile, specifier: string, manifest: Manifest): string | undefined {
  if (specifier.startsWith(".")) {
    const inside = posix.join(posix.dirname(file.path), specifier).startsWith(`packages/${file.owner}/src/`);
    return inside ? undefined : "that is outside of the package's src; import the package by its name.";
  }
  if (isBuiltin(specifier)) return undefined;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (name === manifest.name) return "that is the package itself; import the file.";
  const inBundle = bundled[file.owner]?.has(name) === true ? manifest.devDependencies?.[name] : undefined;
  const declares = manifest.dependencies?.[name] ?? manifest.peerDependencies?.[name] ?? inBundle;
  return forbidden(file.owner, name) ?? (declares === undefined ? "package.json does not declare it." : undefined);
}

function forbidden(owner: string, name: string): string | undefined {
  const folder = folderOf(name);
  const allowed = (folder === undefined ? outside : arrows)[owner];
  if (allowed === undefined || allowed.includes(folder ?? name)) return undefined;
  const list = allowed.length === 0 ? "nothing" : allowed.join(", ");
  return `${owner} may use ${list} ${folder === undefined ? "from outside" : "of ours"}.`;
}

function folderOf(name: string): string | undefined {
  return name.startsWith(scope) ? name.slice(scope.length) : undefined;
}
