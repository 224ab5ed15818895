const MAX_LENGTH = 60;

/** A safe file name for a title: letters and digits joined by hyphens, `groceries-for-monday`. Throws when none are left. */
export function noteName(title: string): string {
  const name = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const short = Array.from(name).slice(0, MAX_LENGTH).join("").replace(/-+$/, "");
  if (short === "") throw new Error(`The title "${title}" has no letter or digit to name a file after.`);
  return short;
}
