import { filesBelow } from "./tree.ts";
import type { Violation } from "./violation.ts";

const banned = /^(utils?|helpers?|common|misc|managers?)(\.\w+)*$/;

/** Folders are the stages of a call and files are ideas; a drawer for the rest is neither. */
export function checkNames(root: string): Violation[] {
  const files = ["packages", "apps", "examples", "bench", "scripts"].flatMap((folder) => filesBelow(root, folder));
  const found = new Set<string>();
  for (const file of files) {
    const parts = file.split("/");
    // From the second part on: what is named by the workspace layout is not a choice.
    parts.forEach((part, index) => {
      if (index > 0 && banned.test(part)) found.add(parts.slice(0, index + 1).join("/"));
    });
  }
  return [...found].map((at) => ({ rule: "names", at, message: "Name it after the stage or the idea it holds." }));
}
