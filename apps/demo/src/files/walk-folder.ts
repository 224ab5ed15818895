import { opendir } from "node:fs/promises";
import { join } from "node:path";
import { isHidden } from "./inside-folder.ts";

const MAX_ENTRIES = 5_000;
const MAX_DEPTH = 12;

/**
 * The files below a real path, each as a path relative to it, in alphabetical order. Follows no link and stops after
 * 5,000 entries.
 */
export async function walkFolder(start: string, signal: AbortSignal): Promise<readonly string[]> {
  const files: string[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 0 }];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(join(start, folder.path))) {
      signal.throwIfAborted();
      if (++seen > MAX_ENTRIES) return files.sort();
      if (isHidden(entry.name)) continue;
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && folder.depth < MAX_DEPTH) folders.push({ path, depth: folder.depth + 1 });
    }
  }
  return files.sort();
}
