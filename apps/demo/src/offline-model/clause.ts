import { ASKING_WORDS, FUNCTION_WORDS } from "./function-words.ts";
import { stem } from "./stem.ts";

/** A stretch of a text, by position: `start` included, `end` not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word where it stands. `function` words build the sentence, `asking` words ask, `content` words are what it is about. */
export interface Word extends Span {
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  readonly role: "function" | "asking" | "content";
}

/** Part of a question, cut into words, with what stands in quotation marks. */
export interface Clause {
  readonly text: string;
  readonly words: readonly Word[];
  /** The quoted parts, without their marks. */
  readonly quotes: readonly Span[];
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;
const QUOTE = /"([^"]+)"|“([^”]+)”|«([^»]+)»|`([^`]+)`|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/** Cuts a text into words. */
export function readClause(text: string): Clause {
  return { text, words: wordsOf(text), quotes: quotesOf(text) };
}

/** The words of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const lower = match[0].toLowerCase().replaceAll("’", "'");
    return {
      text: match[0],
      lower,
      stem: stem(lower),
      role: roleOf(lower),
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

/** Whether two stretches share a character. */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function quotesOf(text: string): readonly Span[] {
  return [...text.matchAll(QUOTE)].map((match) => ({ start: match.index + 1, end: match.index + match[0].length - 1 }));
}

function roleOf(lower: string): Word["role"] {
  if (FUNCTION_WORDS.has(lower)) return "function";
  return ASKING_WORDS.has(lower) ? "asking" : "content";
}
