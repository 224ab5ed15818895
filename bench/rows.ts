/** What the figures of a work are held against: the floor of the reference machine, and the most that ours may be. */
export interface Row {
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

/** Every work, in the order in which it is shown. */
export const ROWS: readonly Row[] = [
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
  { name: "rounds-200", says: "one round of a run of 200", reference: 1.9, kind: "ratio", now: 6, target: 4 },
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
  {
    name: "abort",
    says: "from the abort to the end of a run whose tool ignores it for 300 ms",
    reference: 0,
    kind: "plain",
    now: 20,
    target: 20,
  },
  { name: "wire", says: "OpenAI's wire, 32 answers at once", reference: 7_300, kind: "ratio", target: 1.2 },
  { name: "http-json", says: "HTTP run answered with JSON, 32 connections", reference: 25, kind: "ratio", target: 2 },
  { name: "http-events", says: "HTTP run of 20 deltas answered with events", reference: 73, kind: "ratio", target: 3 },
];

/** The rows that were asked for by name, or by the beginning of it (`http`); all when none was. Throws for an unknown one. */
export function chosenRows(names: readonly string[]): readonly Row[] {
  const fits = (row: Row, name: string): boolean => row.name === name || row.name.startsWith(`${name}-`);
  const unknown = names.find((name) => !ROWS.some((row) => fits(row, name)));
  if (unknown !== undefined) {
    throw new Error(`There is no work "${unknown}". There are ${ROWS.map(({ name }) => name).join(", ")}.`);
  }
  return names.length === 0 ? ROWS : ROWS.filter((row) => names.some((name) => fits(row, name)));
}
