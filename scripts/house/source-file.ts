import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "rolldown/utils";

/** An import as it stands in a source, whichever way it is written; types count, for they bind packages as much. */
export interface ImportUse {
  readonly specifier: string;
  readonly how: "static" | "dynamic" | "require";
  readonly line: number;
}

/** Something the house does without, and where. */
export interface Banned {
  readonly what: "any" | "a non-null assertion" | "an enum" | "a default export" | "export *";
  readonly line: number;
}

/** One parsed source file below `packages/<owner>/src` or `apps/<owner>/src`. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly area: "packages" | "apps";
  readonly owner: string;
  readonly lines: number;
  readonly imports: readonly ImportUse[];
  readonly banned: readonly Banned[];
  /** The parser's first complaint; the two lists above are then incomplete. */
  readonly syntaxError?: string;
}

/** Reads and parses one source; a parser, not a search, because docstrings hold examples with imports of their own. */
export function readSource(root: string, path: string): SourceFile {
  const [area, owner] = path.split("/");
  if ((area !== "packages" && area !== "apps") || owner === undefined) throw new Error(`${path} is not in a package.`);
  const text = readFileSync(join(root, path), "utf8");
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const { program, errors } = parseSync(path, text);
  const syntaxError = errors[0]?.message;
  return {
    path,
    area,
    owner,
    lines: text.replace(/\n$/, "").split("\n").length,
    ...collect(program, lineAt),
    ...(syntaxError === undefined ? {} : { syntaxError }),
  };
}

type Program = ReturnType<typeof parseSync>["program"];

function collect(program: Program, lineAt: (offset: number) => number): Pick<SourceFile, "imports" | "banned"> {
  const imports: ImportUse[] = [];
  const banned: Banned[] = [];
  const use = (how: ImportUse["how"], node: { start: number }, source: unknown): void => {
    imports.push({ how, specifier: literal(source), line: lineAt(node.start) });
  };
  const ban = (what: Banned["what"], node: { start: number }): void => {
    banned.push({ what, line: lineAt(node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => use("static", node, node.source),
    ExportNamedDeclaration: (node) => {
      if (node.source) use("static", node, node.source);
      if (node.specifiers.some(({ exported }) => "name" in exported && exported.name === "default"))
        ban("a default export", node);
    },
    ExportAllDeclaration: (node) => {
      use("static", node, node.source);
      ban("export *", node);
    },
    ExportDefaultDeclaration: (node) => ban("a default export", node),
    TSImportType: (node) => use("static", node, node.source),
    ImportExpression: (node) => use("dynamic", node, node.source),
    CallExpression: (node) => {
      if (isRequire(node.callee)) use("require", node, node.arguments[0]);
    },
    TSAnyKeyword: (node) => ban("any", node),
    TSNonNullExpression: (node) => ban("a non-null assertion", node),
    TSEnumDeclaration: (node) => ban("an enum", node),
  }).visit(program);
  return { imports, banned };
}

/** `require("fs")`, and `process.getBuiltinModule("fs")`, which is the same by another door. */
function isRequire(callee: unknown): boolean {
  const node = callee as { name?: unknown; property?: { name?: unknown } }; // any AST node: absent fields read undefined
  return node.name === "require" || node.property?.name === "getBuiltinModule";
}

function literal(node: unknown): string {
  const value = typeof node === "object" && node !== null && "value" in node ? node.value : undefined;
  return typeof value === "string" ? value : "(computed)";
}
