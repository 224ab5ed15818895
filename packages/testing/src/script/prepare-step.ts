import { partialReplyOf } from "./reply-of.ts";
import type { PartialReply } from "./reply-of.ts";
import type { ScriptEntry, ScriptStep } from "./script-step.ts";
import { ScriptError } from "./script-error.ts";

/** A step ready to be played: cut, joined and checked once. */
export interface PreparedStep {
  readonly step: ScriptStep;
  readonly text: readonly string[];
  readonly reasoning: readonly string[];
  readonly reply: PartialReply;
  /** After how many pieces something other than a piece happens; -1: never. */
  readonly interruptAt: number;
}

const prepared = new WeakMap<ScriptStep, PreparedStep>();

/** Makes a step ready. A frozen step (the constructors freeze) is made ready once, however often it is played. */
export function prepareStep(entry: ScriptEntry): PreparedStep {
  if (typeof entry === "string") return prepare({ text: entry });
  if (!Object.isFrozen(entry)) return prepare(entry);
  const known = prepared.get(entry);
  if (known !== undefined) return known;
  const fresh = prepare(entry);
  prepared.set(entry, fresh);
  return fresh;
}

function prepare(step: ScriptStep): PreparedStep {
  const { afterDeltas = 0, chunkSize } = step;
  if (Number.isNaN(afterDeltas) || afterDeltas < 0) {
    throw new ScriptError("invalidStep", `A step has afterDeltas ${afterDeltas}: give 0 or more.`);
  }
  const interrupts =
    step.gate !== undefined || step.delayMs !== undefined || step.hang === true || step.error !== undefined;
  const text = pieces(step.text, chunkSize);
  const reasoning = pieces(step.reasoning, chunkSize);
  return {
    step,
    text,
    reasoning,
    reply: partialReplyOf(step, text.join(""), reasoning.join("")),
    interruptAt: interrupts ? Math.min(afterDeltas, text.length + reasoning.length) : -1,
  };
}

function pieces(words: string | readonly string[] | undefined, chunkSize: ScriptStep["chunkSize"]): readonly string[] {
  if (words === undefined || words === "") return [];
  if (typeof words !== "string") return [...words];
  if (chunkSize === undefined) return [words];
  const sizes = typeof chunkSize === "number" ? [chunkSize] : chunkSize;
  const characters = Array.from(words);
  const cut: string[] = [];
  for (let from = 0, turn = 0; from < characters.length; turn += 1) {
    const size = sizes[Math.min(turn, sizes.length - 1)];
    if (size === undefined || !Number.isInteger(size) || size < 1) {
      throw new ScriptError("invalidStep", `A step has chunkSize ${size}: give a whole number of 1 or more.`);
    }
    cut.push(characters.slice(from, from + size).join(""));
    from += size;
  }
  return cut;
}
