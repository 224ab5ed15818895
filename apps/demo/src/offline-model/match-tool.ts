import type { JsonObject } from "@definable/spec";
import { overlap } from "./clause.ts";
import type { Clause, Word } from "./clause.ts";
import { argumentsOf, fillSlots } from "./fill-slots.ts";
import type { Candidate } from "./candidate.ts";
import type { Slot } from "./slot.ts";
import { weightOf } from "./tool-profile.ts";
import type { ToolProfile } from "./tool-profile.ts";

/** How well a clause fits a tool, and the call that it would be. */
export interface ToolMatch {
  readonly profile: ToolProfile;
  readonly args: JsonObject;
  readonly missing: readonly Slot[];
  readonly score: number;
}

/** A call made before, from which a short clause such as "and in Paris?" takes what it does not say. */
export interface EarlierCall {
  readonly profile: ToolProfile;
  readonly args: JsonObject;
}

/** What a fit must reach to become a call. */
export const ENOUGH = 0.45;

const KNOWN = 0.25;
const MAX_EVIDENCE = 2;
const STRICTNESS = 1.5;
const INHERITED = 0.6;

/** How well the clause fits the tool among all tools: what speaks for it, less what it leaves unexplained. */
export function matchTool(clause: Clause, profile: ToolProfile, all: readonly ToolProfile[]): ToolMatch {
  const weight = (word: Word) => weightOf(word, profile);
  const { taken, missing } = fillSlots({ clause, slots: profile.slots, isKnown: (word) => weight(word) >= KNOWN });
  const outside = clause.words.filter((word) => !isInside(word, taken) && word.role !== "function");
  const evidence = outside.reduce((sum, word) => sum + weight(word) * rarity(word, all), strengthOf(taken));
  const unexplained = outside.filter((word) => word.role === "content" && weight(word) < KNOWN);
  const known = outside.filter((word) => word.role === "content" && weight(word) >= KNOWN);
  const explained = taken.length + known.length;
  const coverage = explained === 0 ? 0 : explained / (explained + unexplained.length);
  const doubt = leastEvidence(taken) > evidence ? 0 : guessing(taken) * aboutElse(outside, unexplained);
  return {
    profile,
    missing,
    args: argumentsOf(profile.slots, taken),
    score: Math.min(evidence, MAX_EVIDENCE) * coverage ** STRICTNESS * doubt,
  };
}

/** A tool that is to be called must show in a word of its own or a value of a telling form; a guessed text needs more. */
function leastEvidence(taken: readonly Candidate[]): number {
  const isGuessedText = taken.some(
    ({ isLeftover, slot }) => isLeftover === true && slot.shape.kind === "text" && slot.shape.style === "body",
  );
  return isGuessedText ? 1.2 : 0.35;
}

function guessing(taken: readonly Candidate[]): number {
  return taken.some((each) => each.isLeftover === true) ? 0.8 : 1;
}

/** "Write a poem" is not for a tool that writes notes: what the first verb is about must be known. */
function aboutElse(outside: readonly Word[], unexplained: readonly Word[]): number {
  const [verb, object] = outside.filter((word) => word.role === "content");
  const isElse =
    verb !== undefined && object !== undefined && !unexplained.includes(verb) && unexplained.includes(object);
  return isElse ? 0.6 : 1;
}

/** The same tool again with what the clause says anew; nothing when the clause says anything else besides. */
export function matchAgain(clause: Clause, { profile, args }: EarlierCall): ToolMatch | undefined {
  const { taken } = fillSlots({ clause, slots: profile.slots, isKnown: (word) => weightOf(word, profile) >= KNOWN });
  const firm = taken.filter((each) => each.isLeftover !== true && each.slot.shape.kind !== "boolean" && isFirm(each));
  const rest = clause.words.filter(
    (word) => word.role === "content" && !isInside(word, firm) && weightOf(word, profile) < KNOWN,
  );
  if (firm.length === 0 || rest.length > 0) return undefined;
  return { profile, missing: [], args: argumentsOf(profile.slots, firm, args), score: INHERITED };
}

/** Free text could be anything: only names, quotations and values with a form of their own stand alone. */
function isFirm({ slot, score }: Candidate): boolean {
  return slot.shape.kind !== "text" || slot.shape.style === "name" || score >= 1;
}

function strengthOf(taken: readonly Candidate[]): number {
  return taken.reduce((sum, each) => sum + each.strength, 0);
}

function isInside(word: Word, taken: readonly Candidate[]): boolean {
  return taken.some(({ span, cue, slot }) => {
    // A choice is a word of the tool itself, so it counts on both sides.
    if (slot.shape.kind === "boolean") return false;
    return overlap(word, span) || (cue !== undefined && overlap(word, cue));
  });
}

/** 1 for a word that one tool knows, less for a word that many share. */
function rarity(word: Word, all: readonly ToolProfile[]): number {
  const knowing = all.reduce((sum, profile) => sum + Math.min(1, weightOf(word, profile)), 0);
  return knowing === 0 ? 1 : Math.min(1, Math.log1p(all.length / Math.max(1, knowing)) / Math.log1p(all.length));
}
