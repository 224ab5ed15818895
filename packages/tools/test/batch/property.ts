import fc from "fast-check";

/** Where the random cases begin. `DEFINABLE_SEED=123` plays the cases of a run that printed 123 again. */
const SEED = Number(process.env["DEFINABLE_SEED"] ?? Date.now() % 2 ** 31);

/** `DEFINABLE_CASES=20` plays twenty times as many cases. */
const SCALE = Number(process.env["DEFINABLE_CASES"] ?? 1);

/** What a property is about, in how many cases it must hold, and what a case is made of. */
export interface Property<Case> {
  readonly name: string;
  readonly cases: number;
  readonly of: fc.Arbitrary<Case>;
}

/** Asserts that a check holds for many random cases, and prints the seed also when it does. */
export async function holds<Case>(property: Property<Case>, check: (one: Case) => Promise<void>): Promise<void> {
  const parameters = parametersOf(property);
  console.info(`${property.name}: ${parameters.numRuns} cases, DEFINABLE_SEED=${SEED}`);
  await fc.assert(fc.asyncProperty(property.of, check), parameters);
}

/** A case that hangs fails by itself, so that it can be shrunk. */
function parametersOf({ cases }: { readonly cases: number }) {
  return { seed: SEED, numRuns: Math.ceil(cases * SCALE), timeout: 30_000 };
}

/** Milliseconds that a test of a property may take. */
export const PATIENCE = 60_000 * Math.max(1, SCALE);
