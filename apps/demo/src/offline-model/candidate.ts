import type { JsonValue } from "@definable/spec";
import type { Clause, Span, Word } from "./clause.ts";
import type { Slot } from "./slot.ts";

/** A value that a text may give to an argument. */
export interface Candidate {
  readonly slot: Slot;
  readonly value: JsonValue;
  readonly span: Span;
  /** The word that led to it, such as `titled`: it is accounted for. */
  readonly cue?: Span | undefined;
  /** How well it fits the argument, from 0 to 1.5. */
  readonly score: number;
  /** How much it says about which tool is meant. */
  readonly strength: number;
  /** True when it is only what was left over. */
  readonly isLeftover?: boolean | undefined;
}

/** What the finding of values needs to know. */
export interface Search {
  readonly clause: Clause;
  readonly slots: readonly Slot[];
  /** Whether the word is one of the tool's own: such a word is no value. */
  readonly isKnown: (word: Word) => boolean;
}

/** More, when the word before says the direction that the argument has: from London, to Paris. */
export function directionBonus({ direction }: Slot, { text }: Clause, at: number): number {
  const before = /(\p{L}+)\s+(?:the\s+)?$/iu.exec(text.slice(0, at))?.[1]?.toLowerCase() ?? "";
  const said =
    before === "from" || before === "since" ? "from" : /^(?:to|into|in|until|till)$/.test(before) ? "to" : undefined;
  if (direction === undefined || said === undefined) return 0;
  return said === direction ? 0.3 : -0.3;
}
