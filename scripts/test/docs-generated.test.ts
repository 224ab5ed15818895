import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVENT_CATALOG } from "../../packages/spec/src/index.ts";
import { fillSections } from "../docs/fill-sections.ts";
import { generatedPages } from "../docs/generated-pages.ts";
import { LATER_EVENTS } from "../docs/later-events.ts";
import { filesBelow } from "../house/tree.ts";
import { root } from "../step.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const page = "Words.\n\n<!-- begin one: -->\n<!-- end one -->\n\nMore words.\n";

test.each(generatedPages.map(({ path, sections }) => ({ path, sections })))(
  '$path holds what the tables say; if not, run "pnpm docs:generate"',
  ({ path, sections }) => {
    expect(read(path)).toBe(fillSections(read(path), sections));
  },
);

test("a part is put between its marks, the words around it stay, and filling again changes nothing", () => {
  const filled = fillSections(page, { one: "| a table |" });
  expect(filled).toMatch(/^Words\.\n\n<!-- begin one: .*-->\n\n\| a table \|\n\n<!-- end one -->\n\nMore words\.\n$/);
  expect(fillSections(filled, { one: "| a table |" })).toBe(filled);
  expect(fillSections(filled, { one: "| another |" })).not.toContain("a table");
});

test.each([
  ["a page without the marks", {}, "nothing generates"],
  ["a page with one mark too few", { one: "", two: "" }, "lacks the marks of: two"],
])("%s is refused", (_title, sections, message) => {
  expect(() => fillSections(page, sections)).toThrow(message);
});

test("a part that is marked twice is refused", () => {
  expect(() => fillSections(page + page, { one: "" })).toThrow("twice");
});

test("the events that the page calls later are those that no package sends", () => {
  const senders = ["packages/core/src", "packages/runtime/src"]
    .flatMap((folder) => filesBelow(root, folder))
    .map(read)
    .join("\n");
  const unsent = Object.keys(EVENT_CATALOG).filter((name) => !senders.includes(`"${name}"`));
  expect([...LATER_EVENTS].toSorted()).toEqual(unsent.toSorted());
});
