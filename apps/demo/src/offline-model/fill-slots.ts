import type { JsonObject, JsonValue } from "@definable/spec";
import { overlap } from "./clause.ts";
import type { Candidate, Search } from "./candidate.ts";
import { textCandidates } from "./text-candidates.ts";
import type { Shape } from "./shape.ts";
import type { Slot } from "./slot.ts";
import { booleanCandidates, choiceCandidates, matcherCandidates, numberCandidates } from "./value-candidates.ts";

/** The arguments that a clause gives to a tool, and where each was found. */
export interface Filling {
  readonly taken: readonly Candidate[];
  /** Required arguments that the clause says nothing of. */
  readonly missing: readonly Slot[];
}

/** Below this an argument that may be left out is left out. */
const ENOUGH_FOR_OPTIONAL = 0.5;
const ENOUGH_FOR_OPTIONAL_NUMBER = 0.7;

/** Gives each argument the value that fits it best, each stretch of the text to one argument, required ones first. */
export function fillSlots(search: Search): Filling {
  const all = search.slots.flatMap((slot) => candidatesOf(slot, slot.shape, search));
  const required = best(all.filter(({ slot }) => slot.isRequired));
  const optional = best(all.filter(isWorthwhile), required);
  const taken = [...required, ...optional];
  const missing = search.slots.filter(
    (slot) => slot.isRequired && slot.shape.kind !== "constant" && !taken.some((each) => each.slot === slot),
  );
  return { taken, missing };
}

/** The arguments as the tool receives them, over those that are kept from an earlier call. */
export function argumentsOf(slots: readonly Slot[], taken: readonly Candidate[], kept: JsonObject = {}): JsonObject {
  let result = kept;
  for (const slot of slots) {
    const value = slot.shape.kind === "constant" ? slot.shape.value : taken.find((each) => each.slot === slot)?.value;
    if (value !== undefined) result = withValue(result, slot.path, value);
  }
  return result;
}

function withValue(object: JsonObject, [name, ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (name === undefined) return object;
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = object[name];
  // A value that is neither a list nor a plain value is an object.
  const base = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {};
  return { ...object, [name]: withValue(base, rest, value) };
}

function candidatesOf(slot: Slot, shape: Shape, search: Search): readonly Candidate[] {
  switch (shape.kind) {
    case "matcher":
      return matcherCandidates(slot, shape.matcher, search);
    case "choice":
      return choiceCandidates(slot, shape.values, search);
    case "number":
      return numberCandidates(slot, shape, search);
    case "boolean":
      return booleanCandidates(slot, search);
    case "text":
      return textCandidates(slot, shape.style, search);
    case "list":
      return asList(slot, shape.item, search);
    case "constant":
      return [];
  }
  return shape satisfies never;
}

/** All values of the item's shape together; of a free text the parts between commas. */
function asList(slot: Slot, item: Shape, search: Search): readonly Candidate[] {
  const found = best(candidatesOf(slot, item, search), [], true).toSorted((a, b) => a.span.start - b.span.start);
  const [first] = found;
  if (first === undefined) return [];
  if (item.kind === "text" && item.style !== "name" && typeof first.value === "string") {
    return [{ ...first, value: first.value.split(/\s*,\s*(?:and\s+)?|\s+and\s+/) }];
  }
  const span = { start: first.span.start, end: (found.at(-1) ?? first).span.end };
  return [{ ...first, value: found.map((each) => each.value), span }];
}

function isWorthwhile({ slot, score, isLeftover }: Candidate): boolean {
  if (slot.isRequired || isLeftover === true) return false;
  return score >= (slot.shape.kind === "number" ? ENOUGH_FOR_OPTIONAL_NUMBER : ENOUGH_FOR_OPTIONAL);
}

/** From the best down: a candidate is taken when its argument and its stretch of the text are still free. */
function best(
  candidates: readonly Candidate[],
  before: readonly Candidate[] = [],
  isMany = false,
): readonly Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.span.start - b.span.start)) {
    const isTaken = !isMany && taken.some((each) => each.slot === candidate.slot);
    if (isTaken || [...before, ...taken].some((each) => overlap(each.span, candidate.span))) continue;
    taken.push(candidate);
  }
  return taken;
}
