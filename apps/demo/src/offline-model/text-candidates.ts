import { overlap } from "./clause.ts";
import type { Clause, Span, Word } from "./clause.ts";
import { directionBonus } from "./candidate.ts";
import type { Candidate, Search } from "./candidate.ts";
import { PREPOSITIONS } from "./function-words.ts";
import { namesIn } from "./names.ts";
import type { TextStyle } from "./shape.ts";
import type { Slot } from "./slot.ts";

/** A value that is text. */
export interface TextCandidate extends Candidate {
  readonly value: string;
}

/** Words that a value follows, by the kind of text, with how surely it does. */
const CUES: Readonly<Record<TextStyle, ReadonlyMap<string, number>>> = {
  title: new Map([
    ["called", 0.9],
    ["named", 0.9],
    ["titled", 0.95],
    ["entitled", 0.95],
    ["about", 0.5],
  ]),
  body: new Map([
    ["saying", 0.9],
    ["says", 0.9],
    ["say", 0.8],
    ["reading", 0.7],
    ["stating", 0.9],
    ["that", 0.6],
    ["to", 0.4],
  ]),
  search: new Map([
    ["for", 0.8],
    ["about", 0.8],
    ["mention", 0.85],
    ["mentions", 0.85],
    ["mentioning", 0.85],
    ["containing", 0.85],
    ["contains", 0.85],
    ["contain", 0.85],
    ["regarding", 0.85],
    ["on", 0.5],
    ["of", 0.45],
  ]),
  name: new Map(),
  word: new Map([
    ["of", 0.5],
    ["in", 0.5],
    ["for", 0.5],
  ]),
  phrase: new Map([
    ["for", 0.6],
    ["of", 0.5],
    ["about", 0.6],
    ["saying", 0.6],
    ["called", 0.6],
    ["named", 0.6],
    ["as", 0.4],
    ["to", 0.4],
    ["with", 0.4],
  ]),
};
/** What may stand between a cue and its value. */
const LEADING: ReadonlySet<string> = new Set(["the", "a", "an", "is", "that", "as", "of", "this", "me", "us"]);
const LEADING_IN_BODY: ReadonlySet<string> = new Set(["that", "me", "us"]);
const ANY_CUE = 0.35;
const LEFTOVER = 0.3;
const COLON = 0.92;

/** Free text for an argument: what is quoted, what follows a word that leads to it, or what is left over. */
export function textCandidates(slot: Slot, style: TextStyle, search: Search): readonly TextCandidate[] {
  const found = [
    ...quoted(slot, style, search),
    ...(style === "name" ? names(slot, search) : afterCues(slot, style, search)),
    ...(style === "body" || style === "phrase" ? afterColon(slot, search) : []),
    ...leftover(slot, search),
  ];
  const { shape } = slot;
  const formed = style === "word" ? found.map((each) => firstWordOf(each, search.clause)) : found;
  return shape.kind === "text" ? formed.filter(({ value }) => shape.fits(value)) : formed;
}

function firstWordOf(candidate: TextCandidate, { words }: Clause): TextCandidate {
  const first = words.find((word) => overlap(word, candidate.span));
  return first === undefined
    ? candidate
    : { ...candidate, value: first.text, span: { start: first.start, end: first.end } };
}

function quoted(slot: Slot, style: TextStyle, search: Search): readonly TextCandidate[] {
  const { clause } = search;
  return clause.quotes.map((span) => {
    const cue = clause.words.findLast((word) => word.end < span.start && word.role !== "function") ?? clause.words[0];
    const led = cue === undefined ? 0 : (cueScore(slot, style, cue) ?? 0);
    const isOthers = cue !== undefined && search.slots.some((other) => other !== slot && isStrongCue(other, cue));
    return { ...valueAt(slot, clause, span), score: isOthers && led === 0 ? 0.6 : 1 + led / 4, strength: 0.2 };
  });
}

function names(slot: Slot, { clause, isKnown }: Search): readonly TextCandidate[] {
  return namesIn(clause, isKnown).map(({ span, isCapital, isLed }) => ({
    ...valueAt(slot, clause, span),
    score: (isLed ? 0.6 : 0.4) + (isCapital ? 0.1 : 0) + directionBonus(slot, clause, span.start),
    strength: isLed && isCapital ? 0.25 : 0.15,
  }));
}

function afterCues(slot: Slot, style: TextStyle, search: Search): readonly TextCandidate[] {
  const { clause } = search;
  const isOnlyText = search.slots.filter((other) => other.shape.kind === "text" && other.isRequired).length <= 1;
  return clause.words.flatMap((cue, index) => {
    const score = cueScore(slot, style, cue) ?? (isOnlyText && isAnyCue(cue) ? ANY_CUE : undefined);
    const span = score === undefined ? undefined : valueAfter(slot, style, { ...search, index });
    if (score === undefined || span === undefined) return [];
    return [{ ...valueAt(slot, clause, span), cue, score, strength: 0.15 }];
  });
}

function afterColon(slot: Slot, search: Search): readonly TextCandidate[] {
  const at = search.clause.text.search(/:\s/);
  const span = at < 0 ? undefined : trimmed(search.clause.text, { start: at + 1, end: search.clause.text.length });
  return span === undefined ? [] : [{ ...valueAt(slot, search.clause, span), score: COLON, strength: 0.15 }];
}

/** The longest run of words that neither the sentence nor the tool accounts for. */
function leftover(slot: Slot, { clause, isKnown }: Search): readonly TextCandidate[] {
  const runs: Span[] = [];
  for (const word of clause.words) {
    if (word.role === "function" || isKnown(word) || clause.quotes.some((quote) => overlap(quote, word))) continue;
    const last = runs.at(-1);
    const gap = last === undefined ? undefined : clause.text.slice(last.end, word.start);
    if (last !== undefined && gap !== undefined && /^[ '’_-]$/.test(gap))
      runs[runs.length - 1] = { start: last.start, end: word.end };
    else if (word.role === "content") runs.push({ start: word.start, end: word.end });
  }
  const longest = runs.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  return longest === undefined
    ? []
    : [{ ...valueAt(slot, clause, longest), score: LEFTOVER, strength: 0, isLeftover: true }];
}

/** How surely a value of the slot follows this word; undefined when it does not lead to one. */
function cueScore(slot: Slot, style: TextStyle, cue: Word): number | undefined {
  if (isStrongCue(slot, cue)) return 0.9;
  return CUES[style].get(cue.lower);
}

function isStrongCue(slot: Slot, cue: Word): boolean {
  if (slot.nameStems.has(cue.stem)) return true;
  return slot.shape.kind === "text" && (CUES[slot.shape.style].get(cue.lower) ?? 0) >= 0.9;
}

function isAnyCue(cue: Word): boolean {
  return Object.values(CUES).some((cues) => (cues.get(cue.lower) ?? 0) >= 0.8);
}

/** The stretch after a cue: to the next cue of another argument, or to the end. */
function valueAfter(slot: Slot, style: TextStyle, search: Search & { readonly index: number }): Span | undefined {
  const { clause, slots, index, isKnown } = search;
  const skipped = style === "body" ? LEADING_IN_BODY : LEADING;
  const first = clause.words.slice(index + 1).find((word) => !skipped.has(word.text));
  if (first === undefined || (PREPOSITIONS.has(first.lower) && style !== "body")) return undefined;
  const isNextCue = (word: Word) =>
    word.start > first.start && slots.some((other) => other !== slot && isStrongCue(other, word));
  const mark = style === "title" ? clause.text.slice(first.end).search(/:\s|[,;]\s/) : -1;
  const ends = [clause.words.find(isNextCue)?.start, mark < 0 ? undefined : first.end + mark, clause.text.length];
  const span = trimmed(clause.text, { start: first.start, end: Math.min(...ends.filter((end) => end !== undefined)) });
  return span === undefined || style === "body" ? span : withoutTail(clause, span, isKnown);
}

/** Leaves out the end of a value that belongs to the sentence: "... in the documents, please". */
function withoutTail(clause: Clause, span: Span, isKnown: Search["isKnown"]): Span | undefined {
  const inside = clause.words.filter((word) => overlap(word, span));
  let last = inside.length - 1;
  while (last > 0) {
    const word = inside[last];
    if (word === undefined || (word.role === "content" && !isKnown(word))) break;
    // A word of the tool at the very end is a value unless a preposition or an article stands before it.
    if (word.role !== "function" && inside[last - 1]?.role !== "function") break;
    last--;
  }
  const end = inside[last]?.end;
  return end === undefined ? undefined : trimmed(clause.text, { start: span.start, end });
}

function trimmed(text: string, { start, end }: Span): Span | undefined {
  const raw = text.slice(start, end);
  const lead = /^[\s:,;"“”«»'`-]*/u.exec(raw)?.[0].length ?? 0;
  const tail = /(?:[\s.,;:!?"“”«»'`]|\s(?:and|with|then|please))*$/u.exec(raw)?.[0].length ?? 0;
  return lead + tail >= raw.length ? undefined : { start: start + lead, end: end - tail };
}

function valueAt(slot: Slot, { text }: Clause, span: Span): Pick<TextCandidate, "slot" | "value" | "span"> {
  return { slot, span, value: text.slice(span.start, span.end) };
}
