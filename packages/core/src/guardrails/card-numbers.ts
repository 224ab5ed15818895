/** The text with `[CREDIT_CARD]` in the place of each card number. */
export function withoutCards(text: string): string {
  return text.replace(DIGITS, (run) => withoutCardsIn(run));
}

/** Digits with at most one space or hyphen between two of them. */
const DIGITS = /\d(?:[ -]?\d)*/g;

function withoutCardsIn(run: string): string {
  let rest = "";
  let from = 0;
  while (from < run.length) {
    const end = isStart(run, from) ? cardEnd(run, from) : undefined;
    rest += end === undefined ? run.charAt(from) : "[CREDIT_CARD]";
    from = end ?? from + 1;
  }
  return rest;
}

const isDigit = (character: string): boolean => character >= "0" && character <= "9";

/** A card begins and ends where a row of digits does: a part of a longer number is none. */
const isStart = (run: string, at: number): boolean => isDigit(run.charAt(at)) && !isDigit(run.charAt(at - 1));

/** Where the longest card that begins here ends. */
function cardEnd(run: string, from: number): number | undefined {
  const digits: number[] = [];
  let end: number | undefined;
  for (let at = from; at < run.length && digits.length < 19; at += 1) {
    const character = run.charAt(at);
    if (!isDigit(character)) continue;
    digits.push(Number(character));
    if (digits.length >= 13 && !isDigit(run.charAt(at + 1)) && hasCheckDigit(digits)) end = at + 1;
  }
  return end;
}

/** Luhn's sum, which every card number has right and nine of ten other numbers have not. */
function hasCheckDigit(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, index) => {
    const isDoubled = (digits.length - index) % 2 === 0;
    const value = isDoubled ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && sum > 0;
}
