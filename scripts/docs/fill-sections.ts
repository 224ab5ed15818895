/** The generated parts of a page by their names. */
export type Sections = Readonly<Record<string, string>>;

const SECTION = /<!-- begin (\w+):[^>]*-->\n.*?<!-- end \1 -->/gs;

/**
 * Puts the generated parts of a page between their marks. Throws when the page lacks a mark or has one too many: a part
 * that nobody sees would go stale unnoticed.
 */
export function fillSections(page: string, sections: Sections): string {
  const missing = new Set(Object.keys(sections));
  const filled = page.replace(SECTION, (_all, name: string) => {
    const text = sections[name];
    if (text === undefined) throw new Error(`The page marks a part "${name}", which nothing generates.`);
    if (!missing.delete(name)) throw new Error(`The page marks the part "${name}" twice.`);
    const begin = `<!-- begin ${name}: written by "pnpm docs:generate", change its source instead -->`;
    return `${begin}\n\n${text}\n\n<!-- end ${name} -->`;
  });
  if (missing.size === 0) return filled;
  throw new Error(
    `The page lacks the marks of: ${[...missing].join(", ")}. Add "<!-- begin name: -->", "<!-- end name -->".`,
  );
}
