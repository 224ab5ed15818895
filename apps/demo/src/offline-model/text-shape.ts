import { wordsOf } from "./clause.ts";
import { spokenName } from "./spoken-name.ts";
import { MATCHERS, matcherOf, matchesWhole } from "./matchers.ts";
import type { NamedSchema, Shape, TextStyle } from "./shape.ts";

/** Words of everyday speech: a pattern that takes them says nothing about which tool is meant. */
const PROBES = ["banana", "tell", "Monday", "42", "a quiet evening"];

const FORMATS: ReadonlyMap<string, string> = new Map([
  ["email", "email"],
  ["uri", "url"],
  ["url", "url"],
  ["uuid", "uuid"],
  ["ipv4", "ip"],
  ["date", "date"],
  ["date-time", "date-time"],
  ["time", "time"],
]);

/** What the words of a name or description say about a value; the first row that fits decides. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:e-?mails?)\b/, "email"],
  [/\b(?:urls?|links?|websites?)\b/, "url"],
  [/\b(?:uuids?)\b/, "uuid"],
  [/\b(?:files?|filenames?|paths?)\b/, "file"],
  [/\b(?:folders?|director(?:y|ies))\b/, "folder"],
  [/\b(?:expressions?|formulas?|arithmetic|calculations?)\b/, "expression"],
  [/\b(?:search(?:es)?|quer(?:y|ies)|keywords?|look|find|topic|subject matter)\b/, "search"],
  [
    /\b(?:city|cities|countr(?:y|ies)|places?|locations?|town|region|zones?|airport|person|who|whose|recipient|author|artist|language|origin|destination|station)\b/,
    "name",
  ],
  [/\b(?:date|day)\b/, "date"],
  [/\b(?:currenc(?:y|ies)|ticker|symbol|iata|iso|codes?)\b/, "code"],
  [/\b(?:titles?|subject|heading|called|headline|label)\b/, "title"],
  [/\b(?:word|letter|character)\b/, "word"],
  [/\b(?:text|body|message|content|contents|says|words|note)\b/, "body"],
  [/\b(?:name)\b/, "name"],
];

/** The shape of a string: from its format, pattern, examples, name and description, in this order. */
export function textShape({ name, schema }: NamedSchema): Shape {
  const format = FORMATS.get(textIn(schema, "format"));
  if (format !== undefined) return { kind: "matcher", matcher: matcherOf(format) };
  const fits = patternOf(schema["pattern"]);
  if (fits !== undefined && !PROBES.some((probe) => fits.test(probe))) {
    return { kind: "matcher", matcher: { name: "pattern", strength: 1.2, find: unanchored(fits.source) } };
  }
  const form = formOfExamples(examplesOf(schema)) ?? formOfWords(name, schema);
  const style = styleOf(form);
  if (style === undefined && form !== undefined) return { kind: "matcher", matcher: matcherOf(form) };
  return {
    kind: "text",
    style: style ?? "phrase",
    fits: (text) => isAllowed(schema, text) && (fits?.test(text) ?? true),
  };
}

function textIn(schema: NamedSchema["schema"], key: string): string {
  const value = schema[key];
  return typeof value === "string" ? value : "";
}

function isAllowed(schema: NamedSchema["schema"], text: string): boolean {
  const limit = (key: string, fallback: number) => (typeof schema[key] === "number" ? schema[key] : fallback);
  return text.length >= limit("minLength", 0) && text.length <= limit("maxLength", Infinity);
}

function patternOf(pattern: unknown): RegExp | undefined {
  if (typeof pattern !== "string") return undefined;
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

function unanchored(source: string): RegExp {
  return new RegExp(source.replace(/^\^/, "").replace(/(?<!\\)\$$/, ""), "giu");
}

/** Examples stand under `examples`, or in the description after words such as "for example". */
function examplesOf(schema: NamedSchema["schema"]): readonly string[] {
  const listed = Array.isArray(schema["examples"]) ? schema["examples"].filter((each) => typeof each === "string") : [];
  const said = /(?:such as|for example|for instance|e\.g\.,?|like)\s+["'`“]?([^"'`”;)]+)/iu.exec(
    textIn(schema, "description"),
  );
  return listed.length > 0 || said?.[1] === undefined
    ? listed
    : said[1].split(/,\s*|\s+or\s+/).map((each) => each.replace(/[.\s]+$/, ""));
}

function formOfExamples(examples: readonly string[]): string | undefined {
  if (examples.length === 0) return undefined;
  const form = MATCHERS.find((matcher) => examples.every((example) => matchesWhole(matcher, example)));
  if (form !== undefined) return form.name;
  return examples.every((example) => /^\p{Lu}/u.test(example) && wordsOf(example).length <= 3) ? "name" : undefined;
}

function formOfWords(name: string, schema: NamedSchema["schema"]): string | undefined {
  const spoken = spokenName(name);
  const described = textIn(schema, "description").toLowerCase();
  const ofName = HINTS.find(([words]) => words.test(spoken))?.[1];
  const ofDescription = HINTS.find(([words]) => words.test(described))?.[1];
  // A name such as `text` says little: what it is searched for, called or made of stands in the description.
  return ofName === undefined || ofName === "body" ? (ofDescription ?? ofName) : ofName;
}

function styleOf(form: string | undefined): TextStyle | undefined {
  switch (form) {
    case "name":
    case "title":
    case "body":
    case "search":
    case "word":
      return form;
    default:
      return undefined;
  }
}
