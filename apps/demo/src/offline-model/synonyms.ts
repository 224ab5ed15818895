import { stem } from "./stem.ts";

/** Groups of everyday words that a person and the author of a description may use for one another. */
const GROUPS: readonly string[] = [
  "search find look locate mention occur where seek",
  "read open display print content view",
  "list enumerate name available exist",
  "write save store record jot create add draft compose keep remember",
  "note memo reminder memorandum",
  "document doc documentation docs file page article",
  "folder directory",
  "compute evaluate math maths sum work figure",
  "time clock hour o'clock",
  "date day weekday calendar",
  "send mail message email deliver forward",
  "delete remove erase drop",
  "convert exchange change turn transform",
  "weather forecast temperature climate rain sunny",
  "price cost quote worth value",
  "translate translation render",
  "define definition mean meaning",
  "roll throw toss",
  "book reserve reservation",
  "buy purchase order",
  "start begin launch set",
  "stop end halt cancel",
  "count number many",
  "person user customer contact people",
  "picture image photo",
  "song music track",
  "distance far length",
  "movie film",
  "switch turn toggle",
  "light lamp",
];

const byStem: ReadonlyMap<string, ReadonlySet<string>> = index();

/** Other words of the same meaning, as stems; without the word itself. */
export function synonymsOf(word: string): ReadonlySet<string> {
  return byStem.get(word) ?? new Set();
}

function index(): ReadonlyMap<string, ReadonlySet<string>> {
  const table = new Map<string, Set<string>>();
  for (const group of GROUPS) {
    const stems = group.split(" ").map(stem);
    for (const each of stems) {
      const known = table.get(each) ?? new Set();
      for (const other of stems) if (other !== each) known.add(other);
      table.set(each, known);
    }
  }
  return table;
}
