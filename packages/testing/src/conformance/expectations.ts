import { show } from "../check/fail-at.ts";
import { jsonDifference } from "../check/json-difference.ts";
import { ConformanceError } from "./conformance-error.ts";

/** Throws when two values differ as JSON. `what` is the subject of the sentence. */
export function expectSame(what: string, expected: unknown, found: unknown): void {
  const difference = jsonDifference(expected, found);
  if (difference !== undefined) throw new ConformanceError(`${what}: ${difference}.`);
}

/** Throws when a text does not hold all of the words, one after another. */
export function expectInOrder(what: string, words: readonly string[], found: string): void {
  let from = 0;
  for (const word of words) {
    const place = found.indexOf(word, from);
    if (place === -1)
      throw new ConformanceError(`${what}: expected ${show(word)} in this place, found ${show(found.slice(from))}.`);
    from = place + word.length;
  }
}

/** Throws when something is not so. */
export function expectThat(isSo: boolean, problem: string): void {
  if (!isSo) throw new ConformanceError(problem);
}
