import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";

const MAX_LENGTH = 500;

/**
 * The real path of something inside a folder. Refuses in words what could lead out of it: `..`, absolute paths, NUL,
 * hidden names, and links whose target lies elsewhere. Nothing is decoded: `%2e%2e` is a name like any other.
 */
export async function insideFolder(root: string, path: string): Promise<string> {
  refuseForms(path);
  const realRoot = await realpath(root).catch(() => {
    throw new Error("The folder of the files is not there. The one who runs this server can set DEFINABLE_FOLDER.");
  });
  const real = await realpath(join(realRoot, path)).catch(() => {
    throw new Error(`There is no "${path}" in the folder. Look at the list of its files first.`);
  });
  const inside = relative(realRoot, real);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) throw outside(path);
  if (inside.split(sep).some(isHidden)) throw hidden(path);
  return real;
}

/** Whether a name is left alone: dot files hold keys and histories, `node_modules` other people's work. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

function refuseForms(path: string): void {
  if (path.length > MAX_LENGTH)
    throw new Error(`The path has ${path.length} characters; at most ${MAX_LENGTH} are taken.`);
  if (path.includes("\0")) throw new Error("The path holds a NUL character: give the plain name of a file.");
  if (isAbsolute(path) || /^[a-z]:|^\\/i.test(path)) {
    throw new Error(`"${path}" is an absolute path: give one that begins inside the folder, such as guides/start.md.`);
  }
  const names = path.split(/[/\\]/);
  if (names.includes("..")) throw outside(path);
  if (names.some((name) => name !== "." && isHidden(name))) throw hidden(path);
}

function outside(path: string): Error {
  return new Error(`"${path}" leads out of the folder, and only what is inside can be read.`);
}

function hidden(path: string): Error {
  return new Error(`"${path}" is hidden: names that begin with a dot and node_modules are not read.`);
}
