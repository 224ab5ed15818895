import type { JsonObject } from "@definable/spec";
import { readClause } from "./clause.ts";
import type { Clause } from "./clause.ts";
import { ENOUGH, matchAgain, matchTool } from "./match-tool.ts";
import type { EarlierCall, ToolMatch } from "./match-tool.ts";
import { splitQuestion } from "./split-question.ts";
import type { Piece } from "./split-question.ts";
import type { Slot } from "./slot.ts";
import type { ToolProfile } from "./tool-profile.ts";

/** One call that a question asks for. */
export interface PlannedCall {
  readonly profile: ToolProfile;
  readonly args: JsonObject;
}

/** What a question asks for: calls in its order, and the parts for which there is no tool or no argument. */
export interface Plan {
  readonly calls: readonly PlannedCall[];
  readonly unmatched: readonly string[];
  /** A tool that would fit if these were said. */
  readonly lacking?: { readonly profile: ToolProfile; readonly missing: readonly Slot[] } | undefined;
}

/** One way to read the beginning of the question. */
interface Reading {
  readonly value: number;
  readonly matches: readonly { readonly text: string; readonly match?: ToolMatch | undefined }[];
}

/** What a word costs that no call accounts for. */
const UNMATCHED_WORD = 0.12;
const MAX_TEXT = 4_000;

/** Finds the calls that a question asks for: of all ways to cut it, the one that the tools explain best. */
export function planCalls(question: string, profiles: readonly ToolProfile[], earlier?: EarlierCall): Plan {
  const text = question.slice(0, MAX_TEXT);
  const pieces = splitQuestion(text);
  const readings: Reading[] = [{ value: 0, matches: [] }];
  for (let end = 1; end <= pieces.length; end++) {
    let best: Reading | undefined;
    for (let start = 0; start < end; start++) {
      const before = readings[start];
      const part = textOf(text, pieces.slice(start, end));
      if (before === undefined) continue;
      const reading = extended(before, part, { profiles, earlier: start === 0 ? earlier : undefined });
      if (best === undefined || reading.value > best.value) best = reading;
    }
    readings.push(best ?? { value: 0, matches: [] });
  }
  return planOf(readings.at(-1)?.matches ?? [], profiles);
}

function extended(
  before: Reading,
  text: string,
  known: { profiles: readonly ToolProfile[]; earlier: EarlierCall | undefined },
): Reading {
  const clause = readClause(text);
  const last = before.matches.at(-1)?.match ?? (isElliptic(text) ? known.earlier : undefined);
  const match = bestMatch(clause, known.profiles, last);
  const cost = clause.words.filter((word) => word.role === "content").length * UNMATCHED_WORD;
  return {
    value: before.value + (match === undefined ? -cost : match.score),
    matches: [...before.matches, { text, match }],
  };
}

function bestMatch(
  clause: Clause,
  profiles: readonly ToolProfile[],
  last: EarlierCall | undefined,
): ToolMatch | undefined {
  const again = last === undefined ? undefined : matchAgain(clause, last);
  const found = profiles
    .map((profile) => matchTool(clause, profile, profiles))
    .filter((match) => match.missing.length === 0 && match.score >= ENOUGH);
  const candidates = again === undefined ? found : [again, ...found];
  return candidates.toSorted((a, b) => b.score - a.score)[0];
}

/** A question that only makes sense after another one. */
function isElliptic(text: string): boolean {
  return /^\s*(?:and|what about|how about|or|also|now|in|for|at|to)\b/iu.test(text);
}

function planOf(matches: Reading["matches"], profiles: readonly ToolProfile[]): Plan {
  const calls: PlannedCall[] = [];
  for (const { match } of matches) {
    if (match === undefined) continue;
    const isTwice = calls.some(
      (call) => call.profile === match.profile && JSON.stringify(call.args) === JSON.stringify(match.args),
    );
    if (!isTwice) calls.push({ profile: match.profile, args: match.args });
  }
  const unmatched = matches.flatMap(({ text, match }) => (match === undefined && hasContent(text) ? [text] : []));
  const lacking =
    calls.length > 0
      ? undefined
      : unmatched.map((text) => lackingIn(text, profiles)).find((each) => each !== undefined);
  return { calls, unmatched, lacking };
}

function lackingIn(text: string, profiles: readonly ToolProfile[]): Plan["lacking"] {
  const clause = readClause(text);
  const [match] = profiles
    .map((profile) => matchTool(clause, profile, profiles))
    .filter((each) => each.missing.length > 0 && each.score >= ENOUGH)
    .toSorted((a, b) => b.score - a.score);
  return match === undefined ? undefined : { profile: match.profile, missing: match.missing };
}

const COURTESY = /^\W*(?:thanks?|thank you|many thanks|cheers|great|cool|nice)(?: (?:a lot|so much|you))?\W*$/iu;

function hasContent(text: string): boolean {
  return !COURTESY.test(text) && readClause(text).words.some((word) => word.role === "content");
}

function textOf(text: string, pieces: readonly Piece[]): string {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first === undefined || last === undefined ? "" : text.slice(first.start, last.end);
}
