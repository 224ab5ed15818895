import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { prose } from "./code-blocks.ts";
import { markdownFiles } from "./markdown-files.ts";

/** The relative links that lead to no file or to no heading of it, as `page: link`. */
export function brokenLinks(root: string): string[] {
  return markdownFiles(root).flatMap((page) =>
    linksOf(read(root, page))
      .filter((link) => !leadsSomewhere(root, page, link))
      .map((link) => `${page}: ${link}`),
  );
}

/** What stands behind the texts of links; addresses elsewhere are not ours to check. */
function linksOf(page: string): string[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(root: string, page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : relative(root, join(root, dirname(page), path));
  if (target.startsWith("..") || !existsSync(join(root, target))) return false;
  return heading === undefined || slugs(read(root, target)).includes(heading);
}

/** The names by which headings are linked to: small letters, words joined by dashes, the rest left out. */
function slugs(page: string): string[] {
  const headings = page.replaceAll(/^```.*?^```$/gms, "").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = ""]) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");
