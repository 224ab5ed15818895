/** One promise of the documents that started the project, and what shows that it is kept. */
export interface ParityRow {
  /** The heading above its table. */
  readonly section: string;
  readonly promise: string;
  /** The file of the test, without folder and ending, and its name; undefined for what is not there yet. */
  readonly shownBy: { readonly file: string; readonly test: string } | undefined;
}

const NOT_YET = "not yet";

/** Reads the tables of docs/parity.md: their last column says `file: name of the test`, or `not yet`. */
export function readParity(page: string): readonly ParityRow[] {
  let section = "";
  const rows: ParityRow[] = [];
  for (const line of page.split("\n")) {
    if (line.startsWith("## ")) section = line.slice(3).trim();
    if (!line.startsWith("|") || /^\|[\s:|-]+\|$/.test(line)) continue;
    const cells = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
    const promise = cells[0] ?? "";
    const shown = cells.at(-1) ?? "";
    if (shown === "shown by") continue;
    rows.push({ section, promise, shownBy: shown === NOT_YET ? undefined : testOf(shown) });
  }
  return rows;
}

function testOf(cell: string): { readonly file: string; readonly test: string } {
  const colon = cell.indexOf(": ");
  return { file: cell.slice(0, Math.max(0, colon)), test: cell.slice(colon + 2) };
}
