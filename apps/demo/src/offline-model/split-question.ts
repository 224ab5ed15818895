/** Where one thing asked for may end and the next begin: sentences, commas, "and", "then". */
const BOUNDARY =
  /[.!?;]+\s+|\n+|,\s+(?:and\s+|then\s+|also\s+)*|\s+(?:and|then|also|&|as well as)\s+(?:then\s+|also\s+)?/giu;
const MAX_PIECES = 14;

/** A piece of a question; neighbouring pieces may belong together, so each knows where it stood. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Cuts a question wherever it may be cut. Nothing is cut inside quotation marks; past 14 pieces the rest stays whole. */
export function splitQuestion(text: string): readonly Piece[] {
  const quotes = [...text.matchAll(/"[^"]*"|“[^”]*”|`[^`]*`/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    if (quotes.some((quote) => match.index > quote.start && match.index < quote.end)) continue;
    if (pieces.length === MAX_PIECES - 1) break;
    if (/[\p{L}\p{N}]/u.test(text.slice(start, match.index))) pieces.push({ start, end: match.index });
    else continue;
    start = match.index + match[0].length;
  }
  if (/[\p{L}\p{N}]/u.test(text.slice(start))) pieces.push({ start, end: text.length });
  return pieces;
}
