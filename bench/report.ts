import { compare, judge, rounded, shown, verdictOn } from "./judge.ts";
import type { Row } from "./rows.ts";
import type { Samples } from "./sample.ts";
import { median } from "./work.ts";

/** Prints what was measured of ours, row by row, and returns how many rows miss the limit of the house. */
export function reportRows(
  rows: readonly Row[],
  samples: Samples,
  beside: ReadonlyMap<string, readonly string[]>,
): number {
  let missed = 0;
  for (const row of rows) {
    const floors = samples.figures(row.name, "floor");
    const ours = samples.figures(row.name, "ours");
    const figure = judge(row, median(floors), median(ours));
    const verdict = verdictOn(row, figure);
    if (verdict === "MISSED") missed += 1;
    console.log(`${row.name}: ${row.says} (${samples.unit(row.name)})`);
    console.log(`  floor ${list(floors)}  median ${rounded(median(floors))} (reference ${row.reference})`);
    console.log(`  ours  ${list(ours)}  median ${rounded(median(ours))}`);
    for (const side of beside.get(row.name) ?? []) console.log(`  ${side} ${list(samples.figures(row.name, side))}`);
    console.log(`  ${sign(row)} ${rounded(figure)}, house ${row.now ?? "none"}, target ${row.target}: ${verdict}\n`);
  }
  console.log(missed === 0 ? "Every row meets the house." : `${missed} rows miss the house.`);
  return missed;
}

/** Prints ours beside every peer that was measured, as ratios to the floor, and says in which works ours is ahead. */
export function reportPeers(rows: readonly Row[], samples: Samples, peers: readonly string[]): void {
  const table = [["work", "ours", ...peers]];
  const lines: string[] = [];
  for (const row of rows) {
    const floor = median(samples.figures(row.name, "floor"));
    const ours = median(samples.figures(row.name, "ours"));
    const cells = [row.name, shown(row, floor, ours)];
    for (const peer of peers) {
      const figures = samples.figures(row.name, peer);
      if (figures.length === 0) {
        cells.push("-");
        continue;
      }
      const theirs = median(figures);
      cells.push(shown(row, floor, theirs));
      // How much a side grows says nothing of who is faster: that is rounds-200.
      if (row.kind === "plain") continue;
      const { says } = compare({ peer, work: row.name, ours, theirs });
      lines.push(`${says} (${rounded(ours)} and ${rounded(theirs)} ${samples.unit(row.name)}; ${list(figures)})`);
    }
    table.push(cells);
  }
  console.log("\nRatios to the floor; cold is the time over bare Node, rounds the growth.\n");
  for (const cells of table)
    console.log(
      cells
        .map((cell) => cell.padEnd(15))
        .join("")
        .trimEnd(),
    );
  console.log(`\n${lines.join("\n")}`);
}

function sign({ kind }: Row): string {
  if (kind === "ratio") return "ratio";
  return kind === "over" ? "over the floor" : "figure";
}

function list(figures: readonly number[]): string {
  return `[${figures.map(rounded).join(", ")}]`;
}
