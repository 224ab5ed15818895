import { overlap } from "./clause.ts";
import type { Clause, Span, Word } from "./clause.ts";
import { PREPOSITIONS } from "./function-words.ts";

/** A name in a text. `isLed`: a preposition stands before it. */
export interface FoundName {
  readonly span: Span;
  readonly isCapital: boolean;
  readonly isLed: boolean;
}

const MAX_LOWER_WORDS = 3;
const CONNECTORS = new Set(["of", "the", "de", "da", "do", "di", "del", "la", "le", "el", "al", "van", "am"]);

/** Names of places and people: words with capitals, and after a preposition also words without. */
export function namesIn(clause: Clause, isKnown: (word: Word) => boolean): readonly FoundName[] {
  const found: FoundName[] = [];
  for (const [index, word] of clause.words.entries()) {
    if (found.some(({ span }) => overlap(span, word))) continue;
    const name = nameAt(clause, index, isKnown);
    if (name !== undefined) found.push(name);
  }
  return found;
}

/** The name that begins with this word, if one does. */
function nameAt(clause: Clause, index: number, isKnown: (word: Word) => boolean): FoundName | undefined {
  const word = clause.words[index];
  if (word === undefined || word.role !== "content" || isKnown(word) || /^\d/.test(word.text)) return undefined;
  const before = clause.words[index - 1];
  const lead = before?.lower === "the" ? clause.words[index - 2] : before;
  const isLed = lead !== undefined && PREPOSITIONS.has(lead.lower);
  if (isCapital(word)) return { span: { start: word.start, end: capitalEnd(clause, index) }, isCapital: true, isLed };
  // After "of" and "about" stands any noun: a name in small letters is only believed after the others.
  if (!isLed || lead.lower === "of" || lead.lower === "about") return undefined;
  return { span: { start: word.start, end: lowerEnd(clause, index, isKnown) }, isCapital: false, isLed };
}

function capitalEnd({ text, words }: Clause, from: number): number {
  let end = words[from]?.end ?? 0;
  for (let index = from + 1; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const gap = text.slice(end, word.start);
    const isGlued = /^[/_+-]+$/.test(gap) || (gap === ". " && end - (words[index - 1]?.start ?? 0) <= 2);
    const isNext = gap === " " && (isCapital(word) || leadsToCapital(words, index));
    if (!isGlued && !isNext) break;
    end = word.end;
  }
  return end;
}

function leadsToCapital(words: readonly Word[], index: number): boolean {
  const [word, next, afterNext] = [words[index], words[index + 1], words[index + 2]];
  if (word === undefined || !CONNECTORS.has(word.lower) || next === undefined) return false;
  return isCapital(next) || (CONNECTORS.has(next.lower) && afterNext !== undefined && isCapital(afterNext));
}

function lowerEnd({ text, words }: Clause, from: number, isKnown: (word: Word) => boolean): number {
  let end = words[from]?.end ?? 0;
  for (const word of words.slice(from + 1, from + MAX_LOWER_WORDS)) {
    const isGlued = /^[/_+-]+$/.test(text.slice(end, word.start));
    if (!isGlued && (word.role !== "content" || isKnown(word) || text.slice(end, word.start) !== " ")) break;
    end = word.end;
  }
  return end;
}

function isCapital(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text);
}
