import type { ToolDefinition } from "@definable/spec";
import { wordsOf } from "./clause.ts";
import type { Word } from "./clause.ts";
import { slotsOf } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { spokenName } from "./spoken-name.ts";
import { likeness } from "./stem.ts";
import { synonymsOf } from "./synonyms.ts";

/** What is known of a tool: the words that it is described with, and its arguments. */
export interface ToolProfile {
  readonly tool: ToolDefinition;
  /** Stems with their weight: how much of the tool they say. */
  readonly terms: ReadonlyMap<string, number>;
  readonly slots: readonly Slot[];
}

const NAME = 1;
const DESCRIPTION = 1;
const ARGUMENT_NAME = 0.6;
const ARGUMENT_DESCRIPTION = 0.3;
const ASKING = 0.4;
const SYNONYM = 0.6;

/** Reads a tool as the model is told of it. */
export function profileOf(tool: ToolDefinition): ToolProfile {
  const slots = slotsOf(tool.parameters);
  const terms = new Map<string, number>();
  const learn = (text: string, weight: number) => {
    for (const word of wordsOf(text)) {
      if (word.role === "function" || word.stem.length < 2) continue;
      const own = word.role === "asking" ? weight * ASKING : weight;
      terms.set(word.stem, Math.max(terms.get(word.stem) ?? 0, own));
    }
  };
  learn(spokenName(tool.name), NAME);
  learn(tool.description, DESCRIPTION);
  for (const slot of slots) {
    learn(slot.path.map(spokenName).join(" "), ARGUMENT_NAME);
    learn(slot.description, ARGUMENT_DESCRIPTION);
  }
  return { tool, terms, slots };
}

/** How much a word says of the tool, from 0 to 1: its own words count whole, similar ones less, synonyms least. */
export function weightOf(word: Word, { terms }: ToolProfile): number {
  if (word.role === "function") return 0;
  let best = terms.get(word.stem) ?? 0;
  for (const [term, weight] of terms) best = Math.max(best, weight * likeness(term, word.stem));
  for (const synonym of synonymsOf(word.stem)) best = Math.max(best, (terms.get(synonym) ?? 0) * SYNONYM);
  return word.role === "asking" ? Math.min(best, ASKING) : best;
}
