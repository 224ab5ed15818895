/** A place name as it is compared: no case, accents, underscores, dots or doubled spaces. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[._\s]+/g, " ")
    .trim();
}
