import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./work.ts";

/** What the figures are held against: the floor of the reference machine, and the most that ours may be. */
interface Row {
  readonly name: string;
  readonly says: string;
  /** The floor as it was measured on the reference machine. */
  readonly reference: number;
  /** `ratio`: ours against the floor. `over`: ours less the floor. `own`: ours, scaled when the floor differs much. */
  readonly kind: "ratio" | "over" | "own" | "plain";
  /** Undefined where only the target is set. */
  readonly now?: number;
  readonly target: number;
}

const ROWS: readonly Row[] = [
  { name: "loop", says: "run of 10 rounds of 4 parallel tools", reference: 19.5, kind: "ratio", now: 6, target: 4 },
  { name: "stream", says: "stream of 2,000 text deltas", reference: 246, kind: "ratio", now: 2, target: 1.4 },
  { name: "history", says: "run over a history of 1,000 messages", reference: 0.2, kind: "own", now: 10, target: 6 },
  { name: "history-5000", says: "the same with 5,000", reference: 0.3, kind: "own", target: 8 },
  {
    name: "rounds",
    says: "200 rounds against 10, for each round",
    reference: 1,
    kind: "plain",
    now: 1.1,
    target: 1.05,
  },
  {
    name: "concurrent",
    says: "heap for each run in flight, 1,000 at once",
    reference: 1.8,
    kind: "own",
    now: 7,
    target: 6,
  },
  {
    name: "cold",
    says: "cold start to the end of the first run over bare Node",
    reference: 0,
    kind: "over",
    now: 30,
    target: 10,
  },
];

const REPEATS = 5;
const chosen = process.argv.slice(2);
const rows = chosen.length === 0 ? ROWS : ROWS.filter((row) => chosen.includes(row.name));
const samples = new Map<string, number[]>();
const units = new Map<string, string>();

// What users install is measured: the built packages.
execFileSync("pnpm", ["run", "build"], { stdio: ["ignore", "ignore", "inherit"] });

/** Both sides take turns, each in a fresh process: a machine that slows down slows both. */
for (let repeat = 0; repeat < REPEATS; repeat += 1) {
  for (const { name } of rows) {
    for (const side of ["floor", "ours"]) {
      const file = fileURLToPath(new URL("./measure.ts", import.meta.url));
      const said = execFileSync(process.execPath, ["--expose-gc", file, name, side], { encoding: "utf8" });
      const { figure, unit } = JSON.parse(said) as { figure: number; unit: string };
      units.set(name, unit);
      samples.set(`${name} ${side}`, [...(samples.get(`${name} ${side}`) ?? []), figure]);
    }
  }
}

let missed = 0;
for (const row of rows) {
  const floors = samples.get(`${row.name} floor`) ?? [];
  const ours = samples.get(`${row.name} ours`) ?? [];
  const figure = judge(row, median(floors), median(ours));
  const isMissed = row.now !== undefined && figure > row.now;
  const verdict = figure <= row.target ? "meets the target" : isMissed ? "MISSED" : "misses the target only";
  if (isMissed) missed += 1;
  console.log(`${row.name}: ${row.says} (${units.get(row.name)})`);
  console.log(`  floor ${list(floors)}  median ${round(median(floors))} (reference ${row.reference})`);
  console.log(`  ours  ${list(ours)}  median ${round(median(ours))}`);
  console.log(`  ${sign(row)} ${round(figure)}, house ${row.now ?? "none"}, target ${row.target}: ${verdict}\n`);
}
console.log(missed === 0 ? "Every row meets the house." : `${missed} rows miss the house.`);
process.exitCode = missed === 0 ? 0 : 1;

function judge({ kind, reference }: Row, floor: number, ours: number): number {
  if (kind === "ratio") return ours / floor;
  if (kind === "over") return ours - floor;
  if (kind === "plain") return ours;
  // An absolute figure counts as it is when the floor is near the reference machine's; else it is scaled by it.
  const scale = floor / reference;
  return scale > 1.2 || scale < 0.8 ? ours / scale : ours;
}

function sign({ kind }: Row): string {
  if (kind === "ratio") return "ratio";
  return kind === "over" ? "over the floor" : "figure";
}

function list(figures: readonly number[]): string {
  return `[${figures.map(round).join(", ")}]`;
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
