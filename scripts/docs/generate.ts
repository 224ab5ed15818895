import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../step.ts";
import { fillSections } from "./fill-sections.ts";
import { generatedPages } from "./generated-pages.ts";

/** Writes the tables of docs/ anew from the tables of `@definable/spec`. The words around them stay as they are. */
for (const { path, sections } of generatedPages) {
  const file = join(root, path);
  const before = readFileSync(file, "utf8");
  const after = fillSections(before, sections);
  if (after !== before) writeFileSync(file, after);
  console.log(`${path}: ${after === before ? "up to date" : "written"}`);
}
