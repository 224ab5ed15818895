import { overlap } from "./clause.ts";
import type { Span } from "./clause.ts";
import { directionBonus } from "./candidate.ts";
import type { Candidate, Search } from "./candidate.ts";
import type { Matcher } from "./matchers.ts";
import { matcherOf } from "./matchers.ts";
import type { Shape } from "./shape.ts";
import type { Slot } from "./slot.ts";
import { likeness, stem } from "./stem.ts";
import { synonymsOf } from "./synonyms.ts";

const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
/** A pattern is written by others and may be slow: it sees no more of a text than this. */
const MAX_SCANNED = 1_000;

/** Values with a form of their own, such as dates or file names. What is quoted says less about the tool. */
export function matcherCandidates(slot: Slot, matcher: Matcher, { clause }: Search): readonly Candidate[] {
  return finds(clause.text, matcher).map(({ text, span }) => ({
    slot,
    span,
    value: matcher.convert?.(text) ?? text,
    score: 0.9 + directionBonus(slot, clause, span.start),
    strength: clause.quotes.some((quote) => overlap(quote, span)) ? matcher.strength / 4 : matcher.strength,
  }));
}

/** The values of a closed list that the text names, in any case and with spaces for underscores. */
export function choiceCandidates(
  slot: Slot,
  values: readonly (string | number)[],
  { clause }: Search,
): readonly Candidate[] {
  return values.flatMap((value) => {
    const spoken = String(value).replace(/[_-]+/g, " ").toLowerCase();
    const at = wordPosition(clause.text.toLowerCase().replace(/[_-]/g, " "), spoken);
    const alike = spoken.includes(" ") ? undefined : clause.words.find((word) => likeness(word.stem, stem(spoken)) > 0);
    const span = at === undefined ? alike : { start: at, end: at + spoken.length };
    if (span === undefined) return [];
    return [
      {
        slot,
        value,
        span,
        score: (at === undefined ? 0.8 : 1) + directionBonus(slot, clause, span.start),
        strength: 0.6,
      },
    ];
  });
}

/** Numbers, best those beside a word of the argument: 20 for `sides` in "a die with 20 sides". */
export function numberCandidates(slot: Slot, shape: Shape & { kind: "number" }, search: Search): readonly Candidate[] {
  const { clause } = search;
  const digits = finds(clause.text, matcherOf("number")).map(({ text, span }) => ({
    span,
    value: Number(text.replaceAll(",", "")),
  }));
  const spoken = clause.words
    .filter((word) => NUMBER_WORDS.includes(word.lower))
    .map((word) => ({ span: word, value: NUMBER_WORDS.indexOf(word.lower) }));
  return [...digits, ...spoken]
    .filter(
      ({ value, span }) =>
        value >= shape.min && value <= shape.max && !clause.quotes.some((quote) => overlap(quote, span)),
    )
    .filter(({ value }) => !shape.isInteger || Number.isInteger(value))
    .map(({ value, span }) => ({
      slot,
      span: { start: span.start, end: span.end },
      value,
      score: 0.5 + nearness(slot, span, search) + directionBonus(slot, clause, span.start),
      strength: 0.15,
    }));
}

/** Yes or no, when the text has a word of the argument, or says on or off. */
export function booleanCandidates(slot: Slot, { clause }: Search): readonly Candidate[] {
  const own = clause.words.find((word) => slot.nameStems.has(word.stem));
  const said = clause.words.find((word) => /^(?:on|off|yes|true|false|enabled?|disabled?)$/.test(word.lower));
  const word = own ?? (slot.isRequired ? said : undefined);
  if (word === undefined) return [];
  const before = clause.text.slice(Math.max(0, word.start - 16), word.start).toLowerCase();
  const isNo =
    /\b(?:no|not|without|don't|never)\s+(?:the\s+)?$/.test(before) || /^(?:off|false|disable)/.test(said?.lower ?? "");
  return [{ slot, value: !isNo, span: { start: word.start, end: word.end }, score: 0.8, strength: 0.2 }];
}

function nearness(slot: Slot, span: Span, { clause }: Search): number {
  const index = clause.words.findIndex((word) => overlap(word, span));
  const near = [1, -1, 2, -2]
    .flatMap((step) => clause.words[index + step] ?? [])
    .filter((word) => word.role !== "function");
  const isNear = (stems: ReadonlySet<string>) =>
    near.some((word) => [...stems].some((each) => likeness(each, word.stem) > 0 || synonymsOf(each).has(word.stem)));
  return isNear(slot.nameStems) ? 0.4 : isNear(slot.aboutStems) ? 0.3 : 0;
}

function finds(text: string, matcher: Matcher): readonly { readonly text: string; readonly span: Span }[] {
  return [...text.slice(0, MAX_SCANNED).matchAll(matcher.find)].flatMap((match) => {
    const found = match[0].trim();
    const start = match.index + match[0].indexOf(found);
    return found === "" ? [] : [{ text: found, span: { start, end: start + found.length } }];
  });
}

function wordPosition(text: string, spoken: string): number | undefined {
  for (let at = text.indexOf(spoken); at >= 0; at = text.indexOf(spoken, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + spoken.length)];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
  }
  return undefined;
}
