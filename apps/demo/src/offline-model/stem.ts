/** Endings from long to short; what is left must have three letters. */
const ENDINGS = [
  "ations",
  "ation",
  "ingly",
  "ments",
  "ings",
  "ions",
  "ment",
  "ing",
  "ion",
  "ers",
  "est",
  "ed",
  "er",
  "es",
  "ly",
  "s",
  "e",
];

/** A word without its grammar, so that `searches`, `searching` and `searched` are one: rough, but the same for all. */
export function stem(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s?$/, "");
  if (lower.length <= 3) return lower.replace(/(?<=^.{2})s$/, "");
  if (lower.endsWith("ies") && lower.length > 4) return `${lower.slice(0, -3)}y`;
  const ending = ENDINGS.find(
    (each) => lower.endsWith(each) && lower.length - each.length >= 3 && !lower.endsWith("ss"),
  );
  const bare = ending === undefined ? lower : lower.slice(0, -ending.length);
  return bare.replace(/([bdfgmnprt])\1$/, "$1");
}

/** How alike two stems are: 1 when equal, less when one begins with the other. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3 ? 0.8 : 0;
}
