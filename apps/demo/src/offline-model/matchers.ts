import type { JsonValue } from "@definable/spec";

/** Finds values of one form in a text, such as dates or file names. */
export interface Matcher {
  readonly name: string;
  /** With the flags g and u. */
  readonly find: RegExp;
  /** How much such a find says about which tool is meant: 0 nothing, 1 nearly all. */
  readonly strength: number;
  /** What the text becomes. Default: itself. */
  readonly convert?: (text: string) => JsonValue;
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
const NAME = "[\\p{L}\\p{N}_%.-]*[\\p{L}\\p{N}_-]";
const PATH_WITH_ENDING = `[./]*(?:${NAME}/)*${NAME}\\.\\p{L}[\\p{L}\\p{N}]{0,7}`;
const PATH_WITH_SLASH = `(?:[./]+/)?(?:/|${NAME}/|\\.\\./)+\\p{L}${NAME}`;
const OPERAND = `[-+(]*${NUMBER}[%)]*`;

const matcher = (name: string, strength: number, pattern: string): Matcher => ({
  name,
  strength,
  find: new RegExp(pattern, "gu"),
});

/** The forms that are known, from the most telling to the least. */
export const MATCHERS: readonly Matcher[] = [
  matcher("email", 1, "[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"),
  matcher("url", 1, "https?://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)]"),
  matcher("uuid", 1, "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
  matcher("ip", 1, "(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])"),
  matcher("date-time", 1, "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:\\d{2})?"),
  {
    name: "date",
    strength: 0.7,
    find: new RegExp(
      `\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH} \\d{4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
      "giu",
    ),
    convert: isoDate,
  },
  matcher("time", 0.7, "(?<![\\d:])[012]?\\d:[0-5]\\d(?::[0-5]\\d)?(?![\\d:])"),
  matcher("folder", 0.5, "(?<![\\p{L}\\p{N}./:])(?:[\\p{L}\\p{N}_.-]+/)+(?![\\p{L}\\p{N}_.-])"),
  matcher("file", 0.9, `(?<![\\p{L}\\p{N}@/:.])(?:${PATH_WITH_ENDING}|${PATH_WITH_SLASH})(?![\\p{L}\\p{N}@/])`),
  matcher("expression", 1.2, `${OPERAND}(?:\\s*(?:[-+*/^×÷−]|%?\\s*of\\b)\\s*${OPERAND})+`),
  matcher("code", 0.4, "(?<![\\p{L}\\p{N}])(?:\\p{Lu}{1,6}-?\\d{2,}[\\p{Lu}\\d-]*|\\p{Lu}{2,6})(?![\\p{L}\\p{N}])"),
  matcher("number", 0.15, `(?<![\\p{L}\\p{N}.])${NUMBER}(?![\\p{L}\\p{N}])`),
];

/** The matcher of that name. Throws for a name that is not in the list: a slip in this folder. */
export function matcherOf(name: string): Matcher {
  const found = MATCHERS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no matcher "${name}".`);
  return found;
}

/** Whether the whole text has the form. */
export function matchesWhole({ find }: Matcher, text: string): boolean {
  return [...text.matchAll(find)].some((match) => match[0] === text);
}

function isoDate(text: string): string {
  const month = new RegExp(MONTH, "iu").exec(text)?.[0].slice(0, 3).toLowerCase();
  if (month === undefined) return text;
  const year = /\d{4}/.exec(text)?.[0] ?? "";
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0] ?? "1";
  const number = MONTHS.findIndex((each) => each.startsWith(month)) + 1;
  return `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
